import Evaluation
import Statistics

/// Puts the scores of benchmarks into a table of models by tasks.
enum LeaderboardMaker {
    /// What a column of the table is.
    enum Column: String, CaseIterable {
        case benchmark
        /// All benchmarks of a task, their rows together.
        case task
        case culture
        case cultureAndTask = "culture-task"
    }

    /// - Throws: `EvaluationError`.
    static func board(
        _ answered: [AnsweredBenchmark], policy: BlankPolicy, bootstrap: Bootstrap?, column: Column
    ) throws -> Leaderboard {
        var entries: [Leaderboard.Entry] = []
        var differences: [String: [PairedDifference]] = [:]
        let names = answered.map { Self.name($0, column) }
        for (benchmark, wanted) in zip(answered, names) {
            // Benchmarks with other labels are not put together, and stand in columns of their own.
            let isUnique = names.count { $0 == wanted } == 1
            let name = isUnique ? wanted : "\(wanted) (\(benchmark.name))"
            entries += try benchmark.scores(policy: policy, bootstrap: bootstrap).map {
                Leaderboard.Entry(model: $0.model, column: name, score: $0.score)
            }
            if let bootstrap {
                differences[name] = try benchmark.differences(policy: policy, bootstrap: bootstrap)
            }
        }
        return Leaderboard(entries, differences: differences)
    }

    static func name(_ benchmark: AnsweredBenchmark, _ column: Column) -> String {
        let task = benchmark.benchmark.task.name
        return switch column {
        case .benchmark: benchmark.name
        case .task: task
        case .culture: benchmark.culture ?? "none"
        case .cultureAndTask: [benchmark.culture, task].compactMap { $0 }.joined(separator: " ")
        }
    }
}

extension LeaderboardMaker {
    /// Benchmarks of one column put together: their rows one after another, for the models that replied to all.
    ///
    /// A column that has one benchmark stays as it is, and so do benchmarks whose tasks have other labels: a mean over
    /// different labels would say nothing.
    static func joined(_ answered: [AnsweredBenchmark], column: Column) -> [AnsweredBenchmark] {
        guard column != .benchmark else { return answered }
        var order: [String] = []
        var groups: [String: [AnsweredBenchmark]] = [:]
        for benchmark in answered {
            let key = ([name(benchmark, column)] + benchmark.benchmark.task.labels).joined(separator: "\u{0}")
            if groups[key] == nil { order.append(key) }
            groups[key, default: []].append(benchmark)
        }
        return order.compactMap { groups[$0] }.flatMap { $0.count > 1 ? joined($0) : $0 }
    }

    private static func joined(_ parts: [AnsweredBenchmark]) -> [AnsweredBenchmark] {
        guard let first = parts.first else { return [] }
        let rows = parts.flatMap(\.benchmark.rows).enumerated().map { place, row in
            BenchmarkRow(number: place + 1, text: row.text, gold: row.gold)
        }
        var names: [String] = []
        for part in parts { for model in part.models where !names.contains(model.model) { names.append(model.model) } }
        // A model that was not asked all of them has no score for them together.
        names.removeAll { name in !parts.allSatisfy { part in part.models.contains { $0.model == name } } }
        let models = names.map { name in
            let predictions = parts.flatMap { part in part.models.first { $0.model == name }?.predictions ?? [] }
            return ModelPredictions(model: name, predictions: predictions, replies: rows.map { _ in nil })
        }
        return [
            AnsweredBenchmark(
                name: first.name, culture: first.culture, benchmark: Benchmark(task: first.benchmark.task, rows: rows),
                models: models)
        ]
    }
}
