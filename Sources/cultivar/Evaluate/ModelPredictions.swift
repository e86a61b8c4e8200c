import Evaluation
import Statistics

/// What one model said to the rows of a benchmark.
struct ModelPredictions {
    let model: String
    /// One for each row of the benchmark.
    let predictions: [Prediction]
    /// The replies as they were given, where they are known.
    let replies: [String?]
}

/// A benchmark with what models said to it.
struct AnsweredBenchmark {
    /// What tells it from others: the last two components of its file without the ending.
    let name: String
    let culture: String?
    let benchmark: Benchmark
    var models: [ModelPredictions]

    /// The name of a benchmark file.
    static func name(ofFile path: String) -> String {
        let components = path.split(separator: "/").suffix(2).map(String.init)
        guard let last = components.last else { return path }
        var stem = last[...]
        for ending in [".gz", ".zst", ".jsonl", ".json", ".csv", ".tsv", ".parquet"] where stem.hasSuffix(ending) {
            stem = stem.dropLast(ending.count)
        }
        return (components.dropLast() + [String(stem)]).joined(separator: "/")
    }

    /// The score of each model.
    ///
    /// - Throws: `EvaluationError`.
    func scores(policy: BlankPolicy, bootstrap: Bootstrap?) throws -> [(model: String, score: ClassificationScore)] {
        try models.map { ($0.model, try benchmark.score($0.predictions, policy: policy, bootstrap: bootstrap)) }
    }

    /// The differences between the models.
    ///
    /// - Throws: `EvaluationError`.
    func differences(policy: BlankPolicy, bootstrap: Bootstrap) throws -> [PairedDifference] {
        guard models.count > 1 else { return [] }
        return try benchmark.differences(
            models.map { ($0.model, $0.predictions) }, policy: policy, bootstrap: bootstrap)
    }
}
