// The forms of statistics. Each makes an SQL function from a plain one, and checks the number of arguments.

extension StatisticFunction {
    /// A number at the end of a call that may be left out.
    struct Option {
        let name: String
        let value: Double

        /// The confidence level of an interval.
        static let level = Option(name: "level", value: 0.95)
    }

    /// An aggregate of one column.
    static func aggregate(
        _ name: String, _ column: String, _ summary: String,
        _ statistic: @escaping @Sendable ([Double]) -> Double?
    ) -> StatisticFunction {
        aggregate(name, [column], summary) { columns, _ in statistic(columns[0]) }
    }

    /// An aggregate of one column with a parameter.
    static func aggregate(
        _ name: String, _ column: String, parameter: String, _ summary: String,
        _ statistic: @escaping @Sendable ([Double], Double) -> Double?
    ) -> StatisticFunction {
        aggregate(name, [column], parameters: [parameter], summary) { columns, parameters in
            statistic(columns[0], parameters[0])
        }
    }

    /// An aggregate of two columns, row by row.
    static func aggregate(
        _ name: String, _ first: String, _ second: String, _ summary: String,
        _ statistic: @escaping @Sendable ([Double], [Double]) -> Double?
    ) -> StatisticFunction {
        aggregate(name, [first, second], summary) { columns, _ in statistic(columns[0], columns[1]) }
    }

    /// An aggregate of columns, then parameters, then options. The statistic gets as many columns as are named, and as
    /// many parameters as there are parameters and options, those left out by their default.
    static func aggregate(
        _ name: String, _ columns: [String], parameters: [String] = [], options: [Option] = [], _ summary: String,
        _ statistic: @escaping @Sendable (_ columns: [[Double]], _ parameters: [Double]) -> Double?
    ) -> StatisticFunction {
        let required = columns.count + parameters.count
        let counts = required...(required + options.count)
        let defaults = options.map(\.value)
        return StatisticFunction(
            name: name, summary: summary,
            arguments: (columns + parameters + options.map(\.name)).map { Argument(name: $0, kind: .number) },
            argumentCounts: counts,
            kind: .aggregate { input in
                guard counts.contains(input.numbers.count),
                    let given = constants(input.numbers.dropFirst(columns.count))
                else { return nil }
                let values = given + defaults.dropFirst(input.numbers.count - required)
                return statistic(Array(input.numbers.prefix(columns.count)), values).map { .number($0) }
            }
        )
    }

    /// A scalar of required arguments, then options. The statistic gets all of them, those left out by their default.
    static func scalar(
        _ name: String, _ required: [String], options: [Option] = [], _ summary: String,
        _ statistic: @escaping @Sendable ([Double]) -> Double?
    ) -> StatisticFunction {
        let counts = required.count...(required.count + options.count)
        let defaults = options.map(\.value)
        return StatisticFunction(
            name: name, summary: summary,
            arguments: (required + options.map(\.name)).map { Argument(name: $0, kind: .number) },
            argumentCounts: counts,
            kind: .scalar { input in
                guard counts.contains(input.numbers.count) else { return nil }
                return statistic(input.numbers + defaults.dropFirst(input.numbers.count - required.count))
                    .map { .number($0) }
            }
        )
    }

    /// The one value of each column; nil if there are no rows, or if a column has several values.
    static func constants(_ columns: ArraySlice<[Double]>) -> [Double]? {
        var values: [Double] = []
        for column in columns {
            guard let value = column.first, column.allSatisfy({ $0 == value }) else { return nil }
            values.append(value)
        }
        return values
    }
}
