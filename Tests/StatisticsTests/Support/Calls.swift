import Testing

@testable import Statistics

/// Calls a statistic by its SQL name, as SQL would.
///
/// - Parameters:
///   - texts: the columns of the arguments that are texts.
///   - columns: the columns of those that are numbers; a parameter is a column too.
func aggregate(_ name: String, texts: [[String]] = [], _ columns: [Double]...) throws -> StatisticValue? {
    try aggregate(name, texts: texts, columns: columns)
}

func aggregate(_ name: String, texts: [[String]] = [], columns: [[Double]]) throws -> StatisticValue? {
    let function = try #require(StatisticRegistry.all.first { $0.name == name }, "\(name)")
    guard case .aggregate(let compute) = function.kind else {
        Issue.record("\(name) is not an aggregate")
        return nil
    }
    return try compute(StatisticColumns(numbers: columns, texts: texts))
}

/// Calls a scalar by its SQL name.
func scalar(_ name: String, _ numbers: [Double], texts: [String] = []) throws -> StatisticValue? {
    let function = try #require(StatisticRegistry.all.first { $0.name == name }, "\(name)")
    guard case .scalar(let compute) = function.kind else {
        Issue.record("\(name) is not a scalar")
        return nil
    }
    return try compute(StatisticArguments(numbers: numbers, texts: texts))
}

extension StatisticValue? {
    /// The number, nil where there is none.
    var number: Double? {
        if case .number(let number) = self { number } else { nil }
    }
}
