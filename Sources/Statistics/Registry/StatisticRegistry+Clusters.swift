extension StatisticRegistry {
    private static let pair = ["k1", "n1", "squares1", "k2", "n2", "squares2"]

    /// Of samples in clusters such as sources: a row is a cluster. Each gives a JSON object.
    static let clusters: [StatisticFunction] = [
        .object(
            "clustered_share", ["k", "n", "squares"],
            "Share k/n of samples in clusters, a row each, with its interval and design effect, as a JSON object.",
            { c, level in
                ClusteredShare(c[0].indices.map { ClusterTally(c[0][$0], of: c[1][$0], squares: c[2][$0]) })
                    .flatMap { $0.json(level: level) }
            }),
        .object(
            "clustered_contrast", pair,
            "Difference and ratio of the shares of group 2 and group 1, a row for each cluster, as a JSON object.",
            { c, level in
                let rows = c[0].indices.map { row in
                    (
                        first: ClusterTally(c[0][row], of: c[1][row], squares: c[2][row]),
                        second: ClusterTally(c[3][row], of: c[4][row], squares: c[5][row])
                    )
                }
                return ClusteredContrast(rows).flatMap { $0.json(level: level) }
            }),
    ]
}

extension StatisticFunction {
    /// An aggregate of columns and a level (0.95 where left out) that gives a JSON object.
    static func object(
        _ name: String, _ columns: [String], hasLevel: Bool = true, _ summary: String,
        _ result: @escaping @Sendable (_ columns: [[Double]], _ level: Double) -> String?
    ) -> StatisticFunction {
        let options = hasLevel ? [Option.level] : []
        let counts = columns.count...(columns.count + options.count)
        return StatisticFunction(
            name: name, summary: summary,
            arguments: (columns + options.map(\.name)).map { Argument(name: $0, kind: .number) },
            argumentCounts: counts,
            kind: .aggregate { input in
                guard counts.contains(input.numbers.count), input.numbers.first?.isEmpty == false,
                    let given = constants(input.numbers.dropFirst(columns.count))
                else { return nil }
                return result(Array(input.numbers.prefix(columns.count)), given.first ?? Option.level.value)
                    .map { .json($0) }
            }
        )
    }
}

extension ClusteredShare {
    /// `nil` for an invalid level.
    fileprivate func json(level: Double) -> String? {
        guard let interval = interval(level: level) else { return nil }
        var json = StatisticJSON()
        json.add("share", share)
        json.add("", (low: interval.low, high: interval.high))
        json.add("clusters", clusters)
        json.add("deff", designEffect)
        json.add("df", degrees)
        json.add("effective_n", effectiveTrials)
        json.add("interval", word: basis.rawValue)
        return json.text
    }
}

extension ClusteredContrast {
    /// `nil` for an invalid level.
    fileprivate func json(level: Double) -> String? {
        guard let interval = differenceInterval(level: level) else { return nil }
        var json = StatisticJSON()
        json.add("difference", difference)
        json.add("difference_", (low: interval.low, high: interval.high))
        json.add("ratio", ratio)
        json.add("ratio_", ratioInterval(level: level).map { (low: $0.low, high: $0.high) })
        json.add("p", probability)
        json.add("clusters", clusters)
        json.add("pairs", pairs)
        json.add("df", degrees)
        json.add("interval", word: basis.rawValue)
        return json.text
    }
}
