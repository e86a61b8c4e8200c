import Foundation

extension StatisticRegistry {
    /// Of tables of tags and labels: shares of several values, and their course over stages.
    static let correctedTables: [StatisticFunction] = [
        StatisticFunction(
            name: "corrected_shares",
            summary: "Shares of several values corrected by the matrix of a tagger's errors, as a JSON object.",
            arguments: [
                .init(name: "stratum", kind: .text), .init(name: "tag", kind: .text), .init(name: "label", kind: .text),
                .init(name: "labelled", kind: .number), .init(name: "samples", kind: .number),
                .init(name: "level", kind: .number),
            ],
            argumentCounts: 5...6,
            kind: .aggregate { input in
                guard input.texts.count == 3, (2...3).contains(input.numbers.count),
                    (input.numbers[0] + input.numbers[1]).allSatisfy({ $0 >= 0 && $0.isFinite })
                else { return nil }
                let level = StatisticFunction.constants(input.numbers[2...])
                guard let level, !input.texts[0].isEmpty else { return nil }
                return correctedShares(input, level: level.first ?? StatisticFunction.Option.level.value)
            }),
        .object(
            "corrected_trend", ["score", "raw", "raw_se", "corrected", "corrected_se"],
            "Straight lines through raw and corrected shares, and whether the trend stands, as a JSON object.",
            { c, level in
                func points(_ share: Int, _ error: Int) -> [CorrectedTrend.Point] {
                    c[0].indices.map {
                        CorrectedTrend.Point(score: c[0][$0], share: c[share][$0], standardError: c[error][$0])
                    }
                }
                return CorrectedTrend(raw: points(1, 2), corrected: points(3, 4))?.json(level: level)
            }),
    ]

    /// The rows of labelled samples and those of all tagged ones are told apart by their counts.
    private static func correctedShares(_ input: StatisticColumns, level: Double) -> StatisticValue? {
        var json = StatisticJSON()
        do {
            let rows = input.texts[0].indices
            let gold = try StratifiedGold(
                gold: rows.map { (input.texts[0][$0], input.texts[1][$0], input.texts[2][$0], input.numbers[0][$0]) },
                corpus: rows.map { (input.texts[0][$0], input.texts[1][$0], input.numbers[1][$0]) })
            let shares = try CorrectedShares(gold)
            guard let intervals = shares.intervals(level: level) else { return nil }
            json.add("reason", raw: "null")
            json.add("values", raw: "[" + zip(shares.values, intervals).map(object).joined(separator: ",") + "]")
        } catch {
            json.add("reason", word: error.word)
            json.add("values", raw: "[]")
        }
        return .json(json.text)
    }

    private static func object(_ value: CorrectedShares.Value, _ bounds: (low: Double, high: Double)) -> String {
        var json = StatisticJSON()
        json.add("label", raw: quoted(value.label))
        json.add("raw", value.raw)
        json.add("corrected", value.corrected)
        json.add("", bounds)
        json.add("se", value.standardError)
        json.add("clipped", value.isClipped ? 1 : 0)
        return json.text
    }

    /// A text as JSON has it.
    private static func quoted(_ text: String) -> String {
        (try? JSONEncoder().encode(text)).map { String(decoding: $0, as: UTF8.self) } ?? "null"
    }
}

extension CorrectionError {
    /// The reason as a word of JSON.
    var word: String {
        switch self {
        case .noGold: "no_labels"
        case .noCorpus: "no_tags"
        case .stratumWithoutGold: "stratum_without_labels"
        case .notSeparated: "not_separated"
        }
    }
}

extension CorrectedTrend {
    /// `nil` for an invalid level.
    fileprivate func json(level: Double) -> String? {
        guard let verdict = verdict(level: level) else { return nil }
        var json = StatisticJSON()
        for (name, line) in [("raw", raw), ("corrected", corrected)] {
            json.add("\(name)_slope", line.slope)
            json.add("\(name)_slope_", line.interval(level: level).map { (low: $0.low, high: $0.high) })
            json.add("\(name)_p", line.probability)
        }
        json.add("verdict", word: verdict.rawValue)
        return json.text
    }
}
