// The shapes that statistics come in. Each makes an SQL function of a plain one, and checks the number of arguments.

extension StatisticFunction {
    /// An aggregate of one column.
    static func aggregate(
        _ name: String, _ column: String, _ summary: String,
        _ statistic: @escaping @Sendable ([Double]) -> Double?
    ) -> StatisticFunction {
        StatisticFunction(
            name: name, summary: summary, arguments: [column], argumentCounts: 1...1,
            kind: .aggregate { columns in columns.count == 1 ? statistic(columns[0]) : nil }
        )
    }

    /// An aggregate of one column with a parameter.
    static func aggregate(
        _ name: String, _ column: String, parameter: String, _ summary: String,
        _ statistic: @escaping @Sendable ([Double], Double) -> Double?
    ) -> StatisticFunction {
        StatisticFunction(
            name: name, summary: summary, arguments: [column, parameter], argumentCounts: 2...2,
            kind: .aggregate { columns in
                guard columns.count == 2, let value = columns[1].first else { return nil }
                return columns[1].allSatisfy { $0 == value } ? statistic(columns[0], value) : nil
            }
        )
    }

    /// An aggregate of two columns, row by row.
    static func aggregate(
        _ name: String, _ first: String, _ second: String, _ summary: String,
        _ statistic: @escaping @Sendable ([Double], [Double]) -> Double?
    ) -> StatisticFunction {
        StatisticFunction(
            name: name, summary: summary, arguments: [first, second], argumentCounts: 2...2,
            kind: .aggregate { columns in columns.count == 2 ? statistic(columns[0], columns[1]) : nil }
        )
    }

    /// A scalar of `required` arguments, which `optional` ones may follow.
    static func scalar(
        _ name: String, _ required: [String], optional: [String] = [], _ summary: String,
        _ statistic: @escaping @Sendable ([Double]) -> Double?
    ) -> StatisticFunction {
        let counts = required.count...(required.count + optional.count)
        return StatisticFunction(
            name: name, summary: summary, arguments: required + optional, argumentCounts: counts,
            kind: .scalar { arguments in counts.contains(arguments.count) ? statistic(arguments) : nil }
        )
    }
}
