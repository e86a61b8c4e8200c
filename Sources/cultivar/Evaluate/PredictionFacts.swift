import Digests
import Evaluation
import Ingest
import LocalFacts
import Warehouse

/// Predictions as rows of the fact table `predictions`.
struct PredictionFacts {
    private let answered: [AnsweredBenchmark]
    private static let format = "predictions"
    private static let columns: [DerivedRows.Column] = [
        .init("benchmark", .tag), .init("task", .tag), .init("culture", .tag), .init("model", .tag),
        .init("gold", .tag), .init("predicted", .tag), .init("outcome", .tag), .init("labels", .integer),
        .init("reply", .text),
    ]

    init(_ answered: [AnsweredBenchmark]) { self.answered = answered }

    /// Writes them; predictions of the same benchmark, task and model take the place of former ones.
    ///
    /// - Throws: `StoreError`, `SQLError`.
    func write(into path: String) throws {
        try DerivedLoad.run(into: path) { load, _ in
            try load.resolvePlacesAndLanguages()
            for benchmark in answered {
                for model in benchmark.models {
                    let (rows, former) = try write(benchmark, model, load)
                    let replaced = former > 0 ? ", in place of \(former) former ones" : ""
                    StandardError.write(
                        "\(path): \(rows) predictions of \(model.model) on \(benchmark.name)\(replaced)\n")
                }
            }
        }
    }

    private func write(
        _ benchmark: AnsweredBenchmark, _ model: ModelPredictions, _ load: LoadWriter
    ) throws -> (rows: Int, replaced: Int64) {
        let task = benchmark.benchmark.task
        let name = "\(Self.format)/\(benchmark.name)/\(task.name)/\(model.model)"
        let former = try load.removeFiles(path: name, dataset: benchmark.name)
        let rows = try DerivedRows(
            load, table: "predictions",
            file: FileDescription(
                path: name, dataset: benchmark.name, format: Self.format, byteCount: nil,
                headHash: ContentHash.of(Array(name.utf8))),
            columns: Self.columns)
        let golds = benchmark.benchmark.rows.map(\.gold)
        func codes(_ values: [String?], _ column: Int) throws -> SampleBatch.Values {
            .tags(try values.map { try rows.code(of: $0, column: column) })
        }
        func same(_ value: String?, _ column: Int) throws -> SampleBatch.Values {
            try codes(golds.map { _ in value }, column)
        }
        let labels = golds.map { _ in Int64(task.labels.count) }
        try rows.append(
            records: benchmark.benchmark.rows.map { Int64($0.number) },
            recordsRead: Int64(benchmark.benchmark.rows.last?.number ?? 0),
            values: [
                same(benchmark.name, 0), same(task.name, 1), same(benchmark.culture, 2), same(model.model, 3),
                codes(golds.map { $0.code.map { task.labels[$0] } }, 4),
                codes(model.predictions.map { $0.code.map { task.labels[$0] } }, 5),
                codes(zip(golds, model.predictions).map(Self.outcome), 6),
                .wholeNumbers(labels), .strings(model.replies),
            ])
        try rows.writer.finish(contentHash: nil)
        return (golds.count, former)
    }

    private static func outcome(_ gold: GoldLabel, _ prediction: Prediction) -> String {
        switch (gold, prediction) {
        case (.blank, _): "blank"
        case (.unlisted, _): "unlisted"
        case (_, .missing): "missing"
        case (_, .unmapped): "unmapped"
        case (.label(let gold), .label(let predicted)): gold == predicted ? "right" : "wrong"
        }
    }
}
