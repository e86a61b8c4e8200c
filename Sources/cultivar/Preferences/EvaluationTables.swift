import Preferences
import SQLite
import Statistics

/// What an evaluation gave, as rows.
struct EvaluationTables {
    let pairs: StoredPairs
    let evaluation: CorpusEvaluation
    let level: Double

    static let columns = [
        "culture", "selection", "train_pairs", "test_pairs", "test_users", "start", "accuracy", "low", "high", "gain",
        "gain_low", "gain_high", "p_holm", "others", "length", "edited", "small",
    ]

    private var names: [String] { pairs.corpus.cultures }

    /// A row of the table `evaluations`.
    func stored(_ row: CorpusEvaluation.Row) -> [SQLValue] {
        [
            .text(evaluation.selections[row.selection].rawValue), .text(names[row.model]), .text(names[row.culture]),
            SQLValue(pairs.responses.users[row.user]),
        ]
            + [
                row.pairs, row.right, row.referenceRight, row.lengthRight, row.editedPairs, row.editedRight,
            ].map { .integer(Int64($0)) }
    }

    /// A row per culture and selection, in per cent and points, and one per selection with the means over cultures.
    var rows: [[SQLValue]] {
        evaluation.selections.indices.flatMap { selection -> [[SQLValue]] in
            let matrix = try? evaluation.matrix(selection, names: names)
            let gains = evaluation.cultures.map { gain(selection, $0) }
            let adjusted = Self.holm(gains.map { $0?.probability })
            var rows: [[SQLValue]] = []
            for (position, culture) in evaluation.cultures.enumerated() {
                let own = accuracy(selection, culture, \.right)
                let interval = own?.interval(level: level)
                let gain = gains[position]
                let gainInterval = gain?.interval(level: level)
                let others = matrix.flatMap { matrix in
                    Self.mean(
                        matrix.names.indices.filter { $0 != position }.compactMap { matrix.shares[position][$0] })
                }
                let edited = PairAccuracy(
                    evaluation.tallies(
                        selection: selection, model: culture, culture: culture, \.editedRight, of: \.editedPairs))
                rows.append(
                    [
                        .text(names[culture]), .text(evaluation.selections[selection].rawValue),
                        .integer(Int64(evaluation.heads[selection][position].training.pairs)),
                        .integer(Int64(own?.pairs ?? 0)), .integer(Int64(own?.users ?? 0)),
                    ]
                        + [
                            accuracy(selection, culture, \.referenceRight)?.share, own?.share, interval?.low,
                            interval?.high, gain?.difference, gainInterval?.low, gainInterval?.high,
                        ].map(Self.percent)
                        + [adjusted[position].map { .real($0) } ?? .null]
                        + [others, accuracy(selection, culture, \.lengthRight)?.share, edited?.share].map(Self.percent)
                        + [.integer(own?.isSmall == false ? 0 : 1)])
            }
            return rows + [means(of: rows)]
        }
    }

    /// Holm's adjustment of those that have a probability.
    private static func holm(_ probabilities: [Double?]) -> [Double?] {
        let known = probabilities.indices.filter { probabilities[$0] != nil }
        let adjusted = holmAdjusted(probabilities.compactMap { $0 }) ?? []
        var all = [Double?](repeating: nil, count: probabilities.count)
        for (index, value) in zip(known, adjusted) { all[index] = value }
        return all
    }

    /// The unweighted means over the cultures, as the paper averages.
    private func means(of rows: [[SQLValue]]) -> [SQLValue] {
        Self.columns.enumerated().map { column, title in
            switch title {
            case "culture": return .text("mean of \(rows.count) cultures")
            case "selection": return rows.first?[column] ?? .null
            case "train_pairs", "test_pairs", "test_users":
                return .integer(rows.reduce(0) { $0 + ($1[column].integer ?? 0) })
            case "start", "accuracy", "gain", "others", "length", "edited":
                return Self.mean(rows.compactMap { $0[column].number }).map { .real($0) } ?? .null
            default: return .null
            }
        }
    }

    private func accuracy(
        _ selection: Int, _ culture: Int, _ right: (CorpusEvaluation.Row) -> Int
    ) -> PairAccuracy? {
        PairAccuracy(evaluation.tallies(selection: selection, model: culture, culture: culture, right))
    }

    private func gain(_ selection: Int, _ culture: Int) -> PairedGain? {
        let before = evaluation.tallies(selection: selection, model: culture, culture: culture, \.referenceRight)
        let after = evaluation.tallies(selection: selection, model: culture, culture: culture)
        return (try? PairedGain(before: before, after: after)) ?? nil
    }

    /// What is not in the table, in words.
    func notes(minUsers: Int) -> [String] {
        var notes: [String] = []
        let small = evaluation.cultures.filter { accuracy(0, $0, \.right)?.isSmall != false }
        if !small.isEmpty {
            notes.append(
                "warning: fewer than 30 test pairs or 5 test users, so no interval: "
                    + small.map { names[$0] }.joined(separator: ", "))
        }
        if !evaluation.leftOut.isEmpty {
            let count = evaluation.leftOut.count
            notes.append(
                """
                \(count) \(count == 1 ? "culture" : "cultures") without a head: fewer than \(minUsers) training users, \
                or no test pair
                """)
        }
        return notes
    }

    /// The authors' three reports.
    var publishedReports: [(name: String, bytes: [UInt8])] {
        func rows(_ selection: PairSelection) -> [PublishedReports.Row]? {
            guard let index = evaluation.selections.firstIndex(of: selection) else { return nil }
            return evaluation.cultures.compactMap { culture in
                guard let start = accuracy(index, culture, \.referenceRight),
                    let own = accuracy(index, culture, \.right)
                else { return nil }
                return PublishedReports.Row(country: names[culture], start: start.percent, trained: own.percent)
            }
        }
        let weighting = pairs.parameters.weighting ?? .published
        func ratios(isTest: Bool) -> [PublishedReports.Ratio] {
            evaluation.cultures.map { culture in
                let own = pairs.corpus.pairs.filter { $0.culture == culture && $0.isTest == isTest }
                let gaps = own.compactMap(\.gap)
                let kept = gaps.count { isTest ? $0 < 0 : weighting.keeps($0) }
                return PublishedReports.Ratio(country: names[culture], kept: Double(kept), pairs: Double(gaps.count))
            }
        }
        var reports: [(name: String, bytes: [UInt8])] = []
        if let full = rows(.full) { reports.append(("full_report.json", PublishedReports.full(full))) }
        if let partial = rows(.scpo) { reports.append(("partial_report.json", PublishedReports.partial(partial))) }
        let edited = PublishedReports.editedRatios(train: ratios(isTest: false), test: ratios(isTest: true))
        reports.append(("edited_ratios.json", edited))
        return reports
    }

    private static func percent(_ share: Double?) -> SQLValue { share.map { .real(100 * $0) } ?? .null }

    static func mean(_ values: [Double]) -> Double? {
        values.isEmpty ? nil : values.reduce(0, +) / Double(values.count)
    }
}
