/// Scores of models on tasks as a table: rows are models, columns are tasks.
public struct Leaderboard: Sendable, Equatable {
    /// One score with what a table prints beside it.
    public struct Cell: Sendable, Equatable {
        public let value: Double
        public let low: Double?
        public let high: Double?
        /// Rows behind the score; 0 for a mean over tasks.
        public let rows: Int
        /// The best value of the column; several where values are equal.
        public let isBest: Bool
        /// The best value of the column without the best ones.
        public let isSecond: Bool
        /// Not above the majority baseline of the column.
        public let isAtMostBaseline: Bool
        /// The adjusted probability of the difference to the best of the column; nil for the best, and if not tested.
        public let probability: Double?
    }

    public struct Row: Sendable, Equatable {
        public let model: String
        /// One per column; nil where the model has no score.
        public let cells: [Cell?]
        /// The mean over the columns; nil unless the model has a score in each.
        public let mean: Cell?
    }

    /// A score to put into the table.
    public struct Entry: Sendable {
        public let model: String
        public let column: String
        public let score: ClassificationScore

        /// - Parameter column: a task, or culture and task, as the table should name it.
        public init(model: String, column: String, score: ClassificationScore) {
            (self.model, self.column, self.score) = (model, column, score)
        }
    }

    public let columns: [String]
    public let rows: [Row]
    /// The majority baseline of each column.
    public let baseline: [Double]
    public let baselineMean: Double?

    /// Two values that print alike may differ in a digit that nobody sees; they are equal below this difference.
    private static let tolerance = 1e-12

    /// - Parameters:
    ///   - entries: at most one for each model and column; of several the last counts.
    ///   - differences: by column, of pairs of models, as ``Benchmark/differences(_:policy:bootstrap:)`` gives them.
    ///   - isSorted: whether models stand by their mean, best first, those without one after them; otherwise in the
    ///     order in which they first occur.
    public init(_ entries: [Entry], differences: [String: [PairedDifference]] = [:], isSorted: Bool = true) {
        var (models, columns) = ([String](), [String]())
        var scores: [String: [String: ClassificationScore]] = [:]
        for entry in entries {
            if !models.contains(entry.model) { models.append(entry.model) }
            if !columns.contains(entry.column) { columns.append(entry.column) }
            scores[entry.model, default: [:]][entry.column] = entry.score
        }
        let baseline = columns.map { column in
            models.lazy.compactMap { scores[$0]?[column]?.majority.macroF1 }.first ?? 0
        }
        let baselineMean = columns.isEmpty ? nil : baseline.reduce(0, +) / Double(columns.count)
        let means = models.map { model -> Double? in
            let values = columns.compactMap { scores[model]?[$0]?.macroF1 }
            return values.count == columns.count && !values.isEmpty ? values.reduce(0, +) / Double(values.count) : nil
        }
        let ranks = columns.map { column in Ranks(models.compactMap { scores[$0]?[column]?.macroF1 }) }
        let meanRanks = Ranks(means.compactMap { $0 })
        var rows = zip(models, means).map { model, mean in
            let cells = columns.enumerated().map { place, column -> Cell? in
                guard let score = scores[model]?[column] else { return nil }
                let best = models.filter { scores[$0]?[column].map { ranks[place].isBest($0.macroF1) } ?? false }
                return Cell(
                    value: score.macroF1, low: score.macroF1Interval?.low, high: score.macroF1Interval?.high,
                    rows: score.rows, isBest: ranks[place].isBest(score.macroF1),
                    isSecond: ranks[place].isSecond(score.macroF1),
                    isAtMostBaseline: score.macroF1 <= baseline[place] + Self.tolerance,
                    probability: Self.probability(of: model, best, differences[column] ?? []))
            }
            let meanCell = mean.map {
                Cell(
                    value: $0, low: nil, high: nil, rows: 0, isBest: meanRanks.isBest($0),
                    isSecond: meanRanks.isSecond($0),
                    isAtMostBaseline: $0 <= (baselineMean ?? 0) + Self.tolerance, probability: nil)
            }
            return Row(model: model, cells: cells, mean: meanCell)
        }
        if isSorted {
            // Models with equal means stay in their order.
            rows = rows.enumerated().sorted { first, second in
                let values = (first.element.mean?.value ?? -1, second.element.mean?.value ?? -1)
                return values.0 == values.1 ? first.offset < second.offset : values.0 > values.1
            }
            .map(\.element)
        }
        (self.columns, self.rows, self.baseline, self.baselineMean) = (columns, rows, baseline, baselineMean)
    }

    /// The least probability of the differences to the best models.
    private static func probability(
        of model: String, _ best: [String], _ differences: [PairedDifference]
    ) -> Double? {
        guard !best.contains(model) else { return nil }
        return differences.filter {
            ($0.first == model && best.contains($0.second)) || ($0.second == model && best.contains($0.first))
        }
        .map(\.adjusted).min()
    }

    /// The best and second best of some values.
    private struct Ranks {
        private let best: Double?
        private let second: Double?

        init(_ values: [Double]) {
            let best = values.max()
            self.best = best
            second = best.flatMap { best in values.filter { $0 < best - Leaderboard.tolerance }.max() }
        }

        func isBest(_ value: Double) -> Bool { best.map { value >= $0 - Leaderboard.tolerance } ?? false }

        func isSecond(_ value: Double) -> Bool {
            !isBest(value) && (second.map { value >= $0 - Leaderboard.tolerance } ?? false)
        }
    }
}
