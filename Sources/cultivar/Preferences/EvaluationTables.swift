import Preferences
import SQLite
import Statistics

/// What an evaluation gave, as rows.
struct EvaluationTables {
    let pairs: StoredPairs
    let level: Double
    /// What the models of each selection have in common.
    let selections: [String]
    /// The cultures with a model, or with test pairs.
    let cultures: [Int]
    let results: [CorpusEvaluation.Row]
    private let cells: EvaluationCells
    /// By selection and culture: the training pairs; empty where nothing was trained.
    private let trainingPairs: [[Double]]
    private let leftOut: Int

    init(pairs: StoredPairs, evaluation: CorpusEvaluation, level: Double) {
        (self.pairs, self.level, results) = (pairs, level, evaluation.rows)
        cells = EvaluationCells(evaluation.rows)
        selections = evaluation.selections.map(\.rawValue)
        cultures = evaluation.cultures
        trainingPairs = evaluation.heads.map { $0.map(\.training.pairs) }
        leftOut = evaluation.leftOut.count
    }

    init(pairs: StoredPairs, evaluation: RewardEvaluation, level: Double) {
        (self.pairs, self.level, results) = (pairs, level, evaluation.rows)
        cells = EvaluationCells(evaluation.rows)
        selections = evaluation.selections
        cultures = evaluation.cultures
        trainingPairs = []
        leftOut = 0
    }

    static let columns = [
        "culture", "selection", "train_pairs", "test_pairs", "test_users", "start", "accuracy", "low", "high", "gain",
        "gain_low", "gain_high", "p_holm", "others", "length", "edited", "small",
    ]

    private var names: [String] { pairs.corpus.cultures }

    /// A row of the table `evaluations`. Without a reference, nothing is right by it, and no pair is edited.
    func stored(_ row: CorpusEvaluation.Row) -> [SQLValue] {
        func count(_ value: Int, _ isKnown: Bool = true) -> SQLValue { isKnown ? .integer(Int64(value)) : .null }
        let isKnown = pairs.hasReference
        return [
            .text(selections[row.selection]), .text(names[row.model]), .text(names[row.culture]),
            SQLValue(pairs.responses.users[row.user]), count(row.pairs), count(row.right),
            count(row.referenceRight, isKnown), count(row.lengthRight), count(row.editedPairs, isKnown),
            count(row.editedRight, isKnown),
        ]
    }

    /// A row per culture and selection, in per cent and points, and one per selection with the means over cultures.
    var rows: [[SQLValue]] {
        selections.indices.flatMap { selection -> [[SQLValue]] in
            let tested = cultures.filter { accuracy(selection, $0, \.right) != nil }
            let gains = tested.map { gain(selection, $0) }
            let adjusted = Self.holm(gains.map { $0?.probability })
            let rows = tested.indices.map { row(selection, tested[$0], gains[$0], adjusted[$0]) }
            return rows + [means(of: rows)]
        }
    }

    private func row(_ selection: Int, _ culture: Int, _ gain: PairedGain?, _ adjusted: Double?) -> [SQLValue] {
        let own = accuracy(selection, culture, \.right)
        let interval = own?.interval(level: level)
        let gainInterval = gain?.interval(level: level)
        let start = pairs.hasReference ? accuracy(selection, culture, \.referenceRight)?.share : nil
        let others = cultures.filter { $0 != culture }.compactMap { other in
            PairAccuracy(cells.tallies(selection: selection, model: culture, culture: other))?.share
        }
        let edited = PairAccuracy(
            cells.tallies(selection: selection, model: culture, culture: culture, \.editedRight, of: \.editedPairs))
        let trained = cultures.firstIndex(of: culture).flatMap { position in
            trainingPairs.indices.contains(selection) ? trainingPairs[selection][position] : nil
        }
        let counts: [SQLValue] = [
            trained.map { .integer(Int64($0)) } ?? .null, .integer(Int64(own?.pairs ?? 0)),
            .integer(Int64(own?.users ?? 0)),
        ]
        let shares: [Double?] = [
            start, own?.share, interval?.low, interval?.high, gain?.difference, gainInterval?.low, gainInterval?.high,
        ]
        let length = accuracy(selection, culture, \.lengthRight)?.share
        let further: [Double?] = [Self.mean(others), length, pairs.hasReference ? edited?.share : nil]
        let labels: [SQLValue] = [.text(names[culture]), .text(selections[selection])]
        let probability: SQLValue = adjusted.map { .real($0) } ?? .null
        return labels + counts + shares.map(Self.percent) + [probability] + further.map(Self.percent)
            + [.integer(own?.isSmall == false ? 0 : 1)]
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
            case "train_pairs" where trainingPairs.isEmpty: return .null
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
        PairAccuracy(cells.tallies(selection: selection, model: culture, culture: culture, right))
    }

    private func gain(_ selection: Int, _ culture: Int) -> PairedGain? {
        guard pairs.hasReference else { return nil }
        let before = cells.tallies(selection: selection, model: culture, culture: culture, \.referenceRight)
        let after = cells.tallies(selection: selection, model: culture, culture: culture)
        return (try? PairedGain(before: before, after: after)) ?? nil
    }

    /// What is not in the table, in words.
    func notes(minUsers: Int) -> [String] {
        var notes: [String] = []
        let small = cultures.filter { culture in
            selections.indices.contains { accuracy($0, culture, \.right)?.isSmall == true }
        }
        if !small.isEmpty {
            notes.append(
                "warning: fewer than 30 test pairs or 5 test users, so no interval: "
                    + small.map { names[$0] }.joined(separator: ", "))
        }
        if leftOut > 0 {
            notes.append(
                """
                \(leftOut) \(leftOut == 1 ? "culture" : "cultures") without a head: fewer than \(minUsers) training users, \
                or no test pair
                """)
        }
        return notes
    }

    /// The authors' three reports.
    var publishedReports: [(name: String, bytes: [UInt8])] {
        func rows(_ selection: PairSelection) -> [PublishedReports.Row]? {
            guard let index = selections.firstIndex(of: selection.rawValue) else { return nil }
            return cultures.compactMap { culture in
                guard let start = accuracy(index, culture, \.referenceRight),
                    let own = accuracy(index, culture, \.right)
                else { return nil }
                return PublishedReports.Row(country: names[culture], start: start.percent, trained: own.percent)
            }
        }
        let weighting = pairs.parameters.weighting ?? .published
        func ratios(isTest: Bool) -> [PublishedReports.Ratio] {
            cultures.map { culture in
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
