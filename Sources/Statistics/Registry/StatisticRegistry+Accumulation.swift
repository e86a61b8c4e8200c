extension StatisticRegistry {
    /// Curves over groups in random order: a JSON array with an object `{"groups", "mean", "low", "high"}` for each
    /// number of groups, which `json_each` makes rows of.
    static let accumulation: [StatisticFunction] = [
        curve(
            "accumulation", ["group", "unit"], parameters: ["groups"],
            """
            Distinct units of the first groups (numbered from 1) in random order, mean and band: a JSON array, for json_each.
            """,
            { columns, parameters, drawing in
                guard let groups = wholeNumbers(columns[0]), let units = wholeNumbers(columns[1]),
                    let groupCount = Int(exactly: parameters[0])
                else { return nil }
                return accumulationCurve(
                    groups: groups.map { $0 - 1 }, units: dense(units), groupCount: groupCount,
                    seed: drawing.seed, replicates: drawing.replicates, level: drawing.level)
            }),
        curve(
            "accumulated_share", ["k", "n"],
            "Share k/n of the first groups in random order, mean and band: a JSON array, for json_each.",
            { columns, _, drawing in
                accumulatedShare(
                    successes: columns[0], trials: columns[1], seed: drawing.seed, replicates: drawing.replicates,
                    level: drawing.level)
            }),
    ]

    private typealias Curve =
        @Sendable (_ columns: [[Double]], _ parameters: [Double], _ drawing: Bootstrap) -> [AccumulationPoint]?

    private static func curve(
        _ name: String, _ columns: [String], parameters: [String] = [], _ summary: String, _ points: @escaping Curve
    ) -> StatisticFunction {
        let required = columns.count + parameters.count
        let options = StatisticFunction.drawingOptions
        let counts = required...(required + options.count)
        return StatisticFunction(
            name: name, summary: summary,
            arguments: (columns + parameters + options.map(\.name)).map {
                StatisticFunction.Argument(name: $0, kind: .number)
            },
            argumentCounts: counts,
            kind: .aggregate { input throws(StatisticError) in
                guard counts.contains(input.numbers.count),
                    let values = StatisticFunction.constants(input.numbers.dropFirst(columns.count)),
                    let drawing = try StatisticFunction.drawing(Array(values.dropFirst(parameters.count))),
                    let points = points(Array(input.numbers.prefix(columns.count)), values, drawing), !points.isEmpty
                else { return nil }
                return .json(json(points))
            })
    }

    private static func json(_ points: [AccumulationPoint]) -> String {
        let objects = points.enumerated().map { index, point in
            "{\"groups\":\(index + 1),\"mean\":\(point.mean),\"low\":\(point.low),\"high\":\(point.high)}"
        }
        return "[\(objects.joined(separator: ","))]"
    }

    private static func wholeNumbers(_ column: [Double]) -> [Int]? {
        let numbers = column.compactMap { Int(exactly: $0) }
        return numbers.count == column.count && numbers.allSatisfy { $0 >= 1 } ? numbers : nil
    }

    /// The units numbered from 0 without gaps, in the order in which they occur.
    private static func dense(_ units: [Int]) -> [Int] {
        var numbers: [Int: Int] = [:]
        return units.map { unit in
            let number = numbers[unit] ?? numbers.count
            numbers[unit] = number
            return number
        }
    }
}
