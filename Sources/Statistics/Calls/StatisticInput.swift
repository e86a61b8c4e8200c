/// The arguments of the calls of an aggregate: for each argument one value per row, all of the same length.
public struct StatisticColumns: Sendable {
    /// One column for each argument that is a number, in the order of the arguments.
    public var numbers: [[Double]]
    /// One column for each argument that is a text, in the order of the arguments.
    public var texts: [[String]]

    public init(numbers: [[Double]] = [], texts: [[String]] = []) {
        self.numbers = numbers
        self.texts = texts
    }
}

/// What one call has given a scalar statistic.
public struct StatisticArguments: Sendable {
    /// The arguments that are numbers, in their order.
    public var numbers: [Double]
    /// The arguments that are texts, in their order.
    public var texts: [String]

    public init(numbers: [Double] = [], texts: [String] = []) {
        self.numbers = numbers
        self.texts = texts
    }
}

/// What a statistic gives.
public enum StatisticValue: Sendable, Equatable {
    case number(Double)
    /// A JSON object, where one call gives several numbers.
    case json(String)
}
