import Evaluation

/// Replies of a file, put to the rows of a benchmark.
enum StoredReplies {
    /// The predictions of each model of the file. Replies that belong to no row are counted on standard error.
    ///
    /// - Parameter model: the only model that is taken; also the name of a file without names. Nil for all.
    /// - Throws: `EvaluationError`, `ReadError`.
    static func models(of path: String, _ benchmark: Benchmark, model: String?) throws -> [ModelPredictions] {
        let replies = try Replies(path: path)
        tell(replies, path)
        let isNameless = replies.models.count == 1 && replies.models.first == "replies"
        let wanted = isNameless || model == nil ? replies.models : [model ?? ""]
        return try wanted.map { name in
            let aligned = try benchmark.align(replies, model: name)
            if aligned.replaced > 0 {
                StandardError.write("\(path): \(aligned.replaced) replies of \(name) are replaced by later ones\n")
            }
            if aligned.strayed > 0 {
                StandardError.write(
                    "\(path): \(aligned.strayed) replies of \(name) belong to no row, and are left out\n")
            }
            var texts: [Int: String] = [:]
            for reply in replies.replies where reply.model == name { texts[reply.row] = reply.reply }
            let title = isNameless ? model ?? AnsweredBenchmark.name(ofFile: path) : name
            return ModelPredictions(
                model: title, predictions: aligned.predictions, replies: benchmark.rows.map { texts[$0.number] })
        }
    }

    private static func tell(_ replies: Replies, _ path: String) {
        if let first = replies.rejects.first {
            StandardError.write("\(path): \(replies.rejects.count) records cannot be read; the first: \(first)\n")
        }
        if let first = replies.withoutRow.first {
            StandardError.write(
                "\(path): \(replies.withoutRow.count) records have a “row” that is no whole number from 1; the first is record \(first)\n"
            )
        }
    }
}

/// Samples files of lm-evaluation-harness as benchmarks with predictions.
enum HarnessBenchmarks {
    /// Files with the same rows are one benchmark of several models.
    ///
    /// - Throws: `EvaluationError`, `ReadError`.
    static func read(
        _ paths: [String], _ task: BenchmarkTask, _ filter: String?, _ model: String?, _ culture: String?
    ) throws -> [AnsweredBenchmark] {
        var found: [AnsweredBenchmark] = []
        for path in paths {
            let samples = try HarnessSamples(path: path, filter: filter)
            if !samples.unusable.isEmpty || !samples.rejects.isEmpty {
                StandardError.write(
                    "\(path): \(samples.unusable.count + samples.rejects.count) records are no samples, and are left out\n"
                )
            }
            let (benchmark, predictions) = try samples.rows(of: task, file: path)
            let answers = ModelPredictions(
                model: model ?? self.model(ofFile: path), predictions: predictions,
                replies: samples.samples.map { sample in
                    sample.reply ?? sample.choice.flatMap { sample.options[$0].text }
                })
            let name = AnsweredBenchmark.name(ofFile: benchmarkName(ofFile: path))
            if let place = found.firstIndex(where: {
                $0.name == name && $0.benchmark.rows.map(\.gold) == benchmark.rows.map(\.gold)
            }) {
                found[place].models.append(answers)
            } else {
                found.append(AnsweredBenchmark(name: name, culture: culture, benchmark: benchmark, models: [answers]))
            }
        }
        return found
    }

    /// The harness writes `MODEL/samples_TASK_DATE.jsonl`.
    private static func model(ofFile path: String) -> String {
        let components = path.split(separator: "/")
        return components.count > 1 ? String(components[components.count - 2]) : "model"
    }

    private static func benchmarkName(ofFile path: String) -> String {
        var name = path.split(separator: "/").last.map(String.init) ?? path
        if name.hasPrefix("samples_") { name.removeFirst("samples_".count) }
        // The date that the harness appends, such as _2024-06-01T10-00-00.000000.
        if let date = name.firstMatch(of: /_\d{4}-\d{2}-\d{2}T[0-9\-]+(\.[0-9]+)?/) { name.removeSubrange(date.range) }
        return name.hasSuffix(".jsonl") ? name : name + ".jsonl"
    }
}
