import Evaluation
import SQLite
import Warehouse

/// Predictions of a store, as benchmarks that can be scored again.
enum StoredPredictions {
    /// - Throws: `EvaluationCommandError.noPredictions`, `SQLError`, `StoreError`.
    static func read(_ store: Store) throws -> [AnsweredBenchmark] {
        guard store.factTables.contains(where: { $0.name == "predictions" }) else {
            throw EvaluationCommandError.noPredictions(store: store.path)
        }
        let statement = try store.connection.prepare(
            """
            select benchmark, task, culture, model, "row", gold, predicted, outcome, labels
            from predictions
            order by benchmark, task, culture, model, "row"
            """)
        var found: [AnsweredBenchmark] = []
        var current: Run?
        while try statement.step() {
            let row = statement.row()
            let key = (0..<4).map { row[$0].text }
            if current?.key != key {
                try current?.end(&found)
                current = Run(key: key)
            }
            current?.add(row)
        }
        try current?.end(&found)
        guard !found.isEmpty else { throw EvaluationCommandError.noPredictions(store: store.path) }
        return found
    }

    /// The rows of one benchmark and model.
    private struct Run {
        /// Benchmark, task, culture, model.
        let key: [String?]
        private var rows: [(number: Int, gold: String?, predicted: String?, outcome: String)] = []
        private var labelCount = 0

        init(key: [String?]) { self.key = key }

        mutating func add(_ row: [SQLValue]) {
            rows.append((Int(row[4].integer ?? 0), row[5].text, row[6].text, row[7].text ?? "missing"))
            labelCount = max(labelCount, Int(row[8].integer ?? 0))
        }

        func end(_ found: inout [AnsweredBenchmark]) throws {
            // The order of labels does not matter to a score.
            var labels = Set(rows.flatMap { [$0.gold, $0.predicted].compactMap { $0 } }).sorted()
            while labels.count < labelCount { labels.append("(label \(labels.count + 1))") }
            let golds = rows.map { row -> GoldLabel in
                if let gold = row.gold, let code = labels.firstIndex(of: gold) { return .label(code) }
                return row.outcome == "unlisted" ? .unlisted("?") : .blank
            }
            let predictions = rows.map { row -> Prediction in
                if let code = row.predicted.flatMap({ labels.firstIndex(of: $0) }) { return .label(code) }
                return row.outcome == "missing" ? .missing : .unmapped
            }
            let model = ModelPredictions(
                model: key[3] ?? "", predictions: predictions, replies: rows.map { _ in nil })
            let same = found.firstIndex { other in
                other.name == key[0] && other.benchmark.task.name == key[1] && other.culture == key[2]
                    && other.benchmark.task.labels == labels && other.benchmark.rows.map(\.gold) == golds
            }
            if let same { return found[same].models.append(model) }
            let task = BenchmarkTask(name: key[1] ?? "", labels: labels, mapping: ReplyMapping(rules: []))
            let benchmark = Benchmark(
                task: task,
                rows: zip(rows, golds).map { BenchmarkRow(number: $0.0.number, text: nil, gold: $0.1) })
            found.append(
                AnsweredBenchmark(name: key[0] ?? "", culture: key[2], benchmark: benchmark, models: [model]))
        }
    }
}
