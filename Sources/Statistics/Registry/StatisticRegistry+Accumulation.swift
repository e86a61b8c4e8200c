extension StatisticRegistry {
    /// Curves over groups in random order: a JSON array with an object `{"groups", "mean", "low", "high"}` for each number
    /// of groups, which `json_each` makes rows of.
    static let accumulation: [StatisticFunction] = [
        curve(
            "accumulation", ["group", "unit"], parameters: ["groups", "seed", "replicates", "level"],
            """
            Distinct units of the first groups (numbered from 1) in random order, mean and band: a JSON array, for json_each.
            """,
            { columns, parameters throws(StatisticError) in
                guard let groups = wholeNumbers(columns[0]), let units = wholeNumbers(columns[1]),
                    let groupCount = Int(exactly: parameters[0])
                else { return nil }
                return try accumulationCurve(
                    groups: groups.map { $0 - 1 }, units: dense(units), groupCount: groupCount,
                    seed: seed(parameters[1]), replicates: replicates(parameters[2]), level: parameters[3])
            }),
        curve(
            "accumulated_share", ["k", "n"], parameters: ["seed", "replicates", "level"],
            "Share k/n of the first groups in random order, mean and band: a JSON array, for json_each.",
            { columns, parameters throws(StatisticError) in
                try accumulatedShare(
                    successes: columns[0], trials: columns[1], seed: seed(parameters[0]),
                    replicates: replicates(parameters[1]), level: parameters[2])
            }),
    ]

    private typealias Curve =
        @Sendable (_ columns: [[Double]], _ parameters: [Double]) throws(StatisticError) -> [AccumulationPoint]?

    private static func curve(
        _ name: String, _ columns: [String], parameters: [String], _ summary: String, _ points: @escaping Curve
    ) -> StatisticFunction {
        let count = columns.count + parameters.count
        return StatisticFunction(
            name: name, summary: summary,
            arguments: (columns + parameters).map { StatisticFunction.Argument(name: $0, kind: .number) },
            argumentCounts: count...count,
            kind: .aggregate { input throws(StatisticError) in
                guard input.numbers.count == count,
                    let values = StatisticFunction.constants(input.numbers.dropFirst(columns.count)),
                    let points = try points(Array(input.numbers.prefix(columns.count)), values)
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

    private static func seed(_ value: Double) throws(StatisticError) -> UInt64 {
        guard let seed = UInt64(exactly: value), seed <= 1 << 53 else { throw .seedOutOfRange(value) }
        return seed
    }

    private static func replicates(_ value: Double) throws(StatisticError) -> Int {
        guard let replicates = Int(exactly: value), Bootstrap.allowedReplicates.contains(replicates) else {
            throw .replicatesOutOfRange(value, allowed: Bootstrap.allowedReplicates)
        }
        return replicates
    }
}
