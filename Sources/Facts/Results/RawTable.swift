/// The values of one field, as an engine gives them.
public enum RawColumn: Sendable, Equatable {
    /// Texts by number, and for each row the number of its text; -1 is null.
    ///
    /// Texts repeat, and a number is compared faster than a text.
    case texts(values: [String], numbers: [Int32])
    case integers([Int64?])
    case reals([Double?])

    public var count: Int {
        switch self {
        case .texts(_, let numbers): numbers.count
        case .integers(let values): values.count
        case .reals(let values): values.count
        }
    }

    /// The form that such values have.
    public var form: OutsideField.Form {
        switch self {
        case .texts: .text
        case .integers: .integer
        case .reals: .real
        }
    }

    /// Some of the rows, in their order.
    public func rows(_ rows: [Int]) -> RawColumn {
        switch self {
        case .texts(let values, let numbers): .texts(values: values, numbers: rows.map { numbers[$0] })
        case .integers(let values): .integers(rows.map { values[$0] })
        case .reals(let values): .reals(rows.map { values[$0] })
        }
    }

    /// The text of a row; nil if it is null or the column has numbers.
    public func text(_ row: Int) -> String? {
        guard case .texts(let values, let numbers) = self, numbers[row] >= 0 else { return nil }
        return values[Int(numbers[row])]
    }
}

/// What an engine answers: columns of the same length, in the order of the request.
public struct RawTable: Sendable, Equatable {
    public var columns: [RawColumn]
    public var rowCount: Int

    public init(columns: [RawColumn], rowCount: Int) {
        self.columns = columns
        self.rowCount = rowCount
    }
}

/// Collects texts, each once.
public struct TextColumnBuilder {
    private var values: [String] = []
    private var numbers: [Int32] = []
    private var known: [ExactText: Int32] = [:]

    public init() {}

    public mutating func append(_ text: String?) {
        numbers.append(text.map { number(of: $0) } ?? -1)
    }

    /// Appends the row of a text by its number; -1 is null.
    public mutating func append(number: Int32) { numbers.append(number) }

    /// The number of a text, which rows can then be given by.
    public mutating func number(of text: String) -> Int32 {
        if let number = known[ExactText(text)] { return number }
        let number = Int32(values.count)
        known[ExactText(text)] = number
        values.append(text)
        return number
    }

    public var column: RawColumn { .texts(values: values, numbers: numbers) }
}
