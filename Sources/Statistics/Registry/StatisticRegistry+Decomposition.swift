import Foundation

extension StatisticRegistry {
    private static let strata = ["k1", "n1", "k2", "n2"]
    private static let stratum = ["k1", "n1", "total1", "k2", "n2", "total2"]

    /// Of the change of a share k/n from one group to another: a row is a stratum, 0 of 0 where a group lacks it.
    static let decomposition: [StatisticFunction] = [
        .aggregate(
            "kitagawa_mix", strata,
            "Part of the change of the share from group 1 to 2 that is due to the mix of strata.",
            { c, _ in kitagawa(c)?.mix }),
        .aggregate(
            "kitagawa_rate", strata, "Part of the change that is due to the shares within the strata.",
            { c, _ in kitagawa(c)?.rate }),
        .scalar(
            "kitagawa_mix_part", stratum, "What one stratum adds to kitagawa_mix, given the totals of the groups.",
            { kitagawaPart($0)?.mix }),
        .scalar(
            "kitagawa_rate_part", stratum, "What one stratum adds to kitagawa_rate, given the totals of the groups.",
            { kitagawaPart($0)?.rate }),
        dasGupta,
    ]

    private static let dasGuptaNumbers = ["k1", "n1", "squares1", "k2", "n2", "squares2"]

    /// Its levels come as a JSON array, so that there may be any number of factors, and nulls among the levels.
    private static let dasGupta = StatisticFunction(
        name: "das_gupta",
        summary: "Parts of the change of k/n from group 1 to 2 by the mix of several factors, as a JSON object.",
        arguments: ["cluster", "levels"].map { .init(name: $0, kind: .text) }
            + (dasGuptaNumbers + ["level"]).map { .init(name: $0, kind: .number) },
        argumentCounts: 8...9,
        kind: .aggregate { input in
            guard input.texts.count == 2, (6...7).contains(input.numbers.count),
                let given = StatisticFunction.constants(input.numbers.dropFirst(6))
            else { return nil }
            var known: [String: [String]] = [:]
            var rows: [DasGuptaDecomposition.Row] = []
            for row in input.texts[0].indices {
                let text = input.texts[1][row]
                guard let levels = known[text] ?? factorLevels(text) else { return nil }
                known[text] = levels
                let n = input.numbers.prefix(6).map { $0[row] }
                rows.append(
                    .init(
                        cluster: input.texts[0][row], levels: levels,
                        first: ClusterTally(n[0], of: n[1], squares: n[2]),
                        second: ClusterTally(n[3], of: n[4], squares: n[5])))
            }
            return DasGuptaDecomposition(rows)?.json(level: given.first ?? 0.95).map { .json($0) }
        })

    /// The elements of a JSON array as texts that differ if the elements do; nil if it is not an array.
    private static func factorLevels(_ json: String) -> [String]? {
        guard let array = try? JSONSerialization.jsonObject(with: Data(json.utf8)) as? [Any] else { return nil }
        return array.map { $0 is NSNull ? "null" : $0 is String ? "\"\($0)" : "\($0)" }
    }

    private static func kitagawa(_ columns: [[Double]]) -> KitagawaDecomposition? {
        KitagawaDecomposition(
            successes1: columns[0], trials1: columns[1], successes2: columns[2], trials2: columns[3])
    }

    private static func kitagawaPart(_ a: [Double]) -> KitagawaDecomposition.Part? {
        Statistics.kitagawaPart(Share(a[0], of: a[1]), a[2], Share(a[3], of: a[4]), a[5])
    }
}

extension DasGuptaDecomposition {
    /// `nil` for an invalid level.
    fileprivate func json(level: Double) -> String? {
        func text(_ part: Part) -> String? {
            guard let interval = part.interval(level: level) else { return nil }
            var json = StatisticJSON()
            json.add("effect", part.effect)
            json.add("", (low: interval.low, high: interval.high))
            json.add("se", part.standardError)
            return json.text
        }
        let parts = factors.compactMap(text)
        guard parts.count == factors.count, let ratePart = text(rate) else { return nil }
        var json = StatisticJSON()
        json.add("difference", difference)
        json.add("factors", raw: "[\(parts.joined(separator: ","))]")
        json.add("rate", raw: ratePart)
        json.add("cells", cells)
        json.add("overlap", overlap)
        json.add("clusters", clusters)
        json.add("interval", word: basis.rawValue)
        return json.text
    }
}
