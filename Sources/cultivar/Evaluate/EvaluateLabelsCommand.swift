import ArgumentParser
import Evaluation
import Ingest
import Reports
import SQLite
import Statistics
import Tabular

struct EvaluateLabelsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "labels",
        abstract: "Score replies to labelled texts by macro-F1.",
        discussion: """
            One row per benchmark and model: macro-F1 with its interval beside the majority baseline, accuracy, and the \
            replies without a label. Several models are compared on the same rows (--differences). With --store the \
            predictions are kept for cultivar report benchmark and for the leaderboard. Without files the texts are \
            those of the store, table benchmarks.

              cultivar evaluate labels b.jsonl --task spam --replies r.jsonl --differences
              cultivar evaluate offense.jsonl --task offensive \\
                --endpoint http://127.0.0.1:8080/v1 --model my-model
              cultivar evaluate --task offensive --from-samples my-model/samples_x.jsonl
              cultivar evaluate --task spam --store s.sqlite --benchmark Korean/spam \\
                --replies r.jsonl
            """)

    @Argument(
        help: ArgumentHelp("Labelled benchmark files: JSON lines, CSV, Parquet.", valueName: "file"),
        completion: .file())
    var paths: [String] = []

    @Option(
        help: ArgumentHelp(
            "A task that the program has (see cultivar evaluate tasks), or a YAML file.", valueName: "name or file"),
        completion: .file(extensions: ["yaml", "yml"]))
    var task: String

    @Option(
        parsing: .upToNextOption,
        help: ArgumentHelp("Files of stored replies, of one or several models.", valueName: "file"),
        completion: .file())
    var replies: [String] = []

    @Option(
        parsing: .upToNextOption,
        help: ArgumentHelp(
            "Samples files of lm-evaluation-harness; the folder names the model, unless --model does.",
            valueName: "file"),
        completion: .file())
    var fromSamples: [String] = []

    @Option(
        help: ArgumentHelp("The filter whose replies are taken, where a samples file has several.", valueName: "name"))
    var filter: String?

    @Option(
        name: .customLong("benchmark"), parsing: .upToNextOption,
        help: ArgumentHelp(
            "Benchmarks of the store, without files; the only one of the store if left out.", valueName: "name"))
    var benchmarks: [String] = []

    @Option(
        help: ArgumentHelp(
            "The culture that the benchmark is of, for tables; of the store, only benchmarks of this culture.",
            valueName: "name"))
    var culture: String?

    @Option(help: "Rows with a blank label: \(BlankPolicy.allCases.map(\.rawValue).joined(separator: ", ")).")
    var blank = BlankPolicy.leaveOut

    @Flag(help: "Print the differences between the models instead.")
    var differences = false

    @Flag(help: "Print the score of each label instead.")
    var classes = false

    @Flag(help: "Print a leaderboard in LaTeX instead.")
    var latex = false

    @Option(
        name: .customLong("store"),
        help: ArgumentHelp("Also keep the predictions in table predictions of this store.", valueName: "file"),
        completion: .file())
    var storePath: String?

    @Option(
        help: ArgumentHelp("Also write the replies to a file of JSON lines.", valueName: "file"), completion: .file())
    var writeReplies: String?

    @OptionGroup var asking: AskingOptions
    @OptionGroup var resampling: ResamplingOptions
    @OptionGroup var output: TableOutput

    func validate() throws {
        let sources = [
            !replies.isEmpty, !fromSamples.isEmpty, replies.isEmpty && asking.model != nil && fromSamples.isEmpty,
        ]
        guard sources.contains(true) else {
            throw ValidationError(
                "Say where replies come from: --replies FILE, --from-samples FILE, or --endpoint URL --model NAME.")
        }
        guard replies.isEmpty || fromSamples.isEmpty else {
            throw ValidationError("--replies and --from-samples do not go together.")
        }
        if !replies.isEmpty || !fromSamples.isEmpty, asking.endpoint != nil {
            throw ValidationError("--endpoint does not go with stored replies.")
        }
        if fromSamples.isEmpty, paths.isEmpty, storePath == nil {
            throw ValidationError("Name the benchmark files, or a store that has the texts: --store FILE.")
        }
        if !benchmarks.isEmpty, !paths.isEmpty || !fromSamples.isEmpty || storePath == nil {
            throw ValidationError("--benchmark names texts of --store: it goes with neither files nor samples.")
        }
        if !fromSamples.isEmpty, !paths.isEmpty {
            throw ValidationError("Samples files have the rows themselves: leave the benchmark files out.")
        }
        let named = max(paths.count, benchmarks.count)
        if !replies.isEmpty, named > 1 {
            throw ValidationError("Replies belong to the rows of one benchmark, and \(named) are named.")
        }
        if [differences, classes, latex].count(where: { $0 }) > 1 {
            throw ValidationError("--differences, --classes and --latex do not go together.")
        }
    }

    func run() throws {
        try withStopRequest { stop in
            let bootstrap = try resampling.bootstrap()
            let answered = try read(stop)
            if let storePath { try PredictionFacts(answered).write(into: storePath) }
            if let writeReplies { try ReplyFile.write(answered, to: writeReplies) }
            for benchmark in answered { try BenchmarkAccount(benchmark, policy: blank).tell() }
            try print(answered, bootstrap)
        }
    }

    // MARK: - Reading

    private func read(_ stop: StopRequest) throws -> [AnsweredBenchmark] {
        let task = try BenchmarkTask.load(task)
        if !fromSamples.isEmpty { return try HarnessBenchmarks.read(fromSamples, task, filter, asking.model, culture) }
        let entries = try texts(of: task)
        if !replies.isEmpty {
            guard entries.count == 1 else {
                throw EvaluationCommandError.severalBenchmarks(store: storePath ?? "", known: entries.map(\.name))
            }
            return try entries.map { entry in
                AnsweredBenchmark(
                    name: entry.name, culture: entry.culture, benchmark: entry.benchmark,
                    models: try replies.flatMap {
                        try StoredReplies.models(of: $0, entry.benchmark, model: asking.model)
                    })
            }
        }
        let run = try PromptRun(asking, ledger: ReplyLedger(path: asking.ledger), stop: stop)
        defer { StandardError.write("\(run.account)\n") }
        return try entries.map { entry in
            let benchmark = entry.benchmark
            let prompts = benchmark.prompts
            let replies = try run.replies(to: prompts.map(\.prompt))
            let byRow = Dictionary(zip(prompts.map(\.row), replies), uniquingKeysWith: { first, _ in first })
            let given = benchmark.rows.map { byRow[$0.number] ?? nil }
            return AnsweredBenchmark(
                name: entry.name, culture: entry.culture, benchmark: benchmark,
                models: [
                    ModelPredictions(
                        model: run.model, predictions: given.map { task.prediction($0) }, replies: given)
                ])
        }
    }

    /// The benchmarks of the files, or without files those of the store.
    private func texts(of task: BenchmarkTask) throws -> [StoredBenchmarks.Entry] {
        if paths.isEmpty, let storePath {
            return try StoredBenchmarks(path: storePath).entries(named: benchmarks, culture: culture, task: task)
        }
        return try paths.map { path in
            StoredBenchmarks.Entry(
                name: AnsweredBenchmark.name(ofFile: path), culture: culture,
                benchmark: try Benchmark(path: path, task: task))
        }
    }

    // MARK: - Printing

    private func print(_ answered: [AnsweredBenchmark], _ bootstrap: Bootstrap?) throws {
        if latex { return try printLeaderboard(answered, bootstrap) }
        if differences {
            guard let bootstrap else { throw ValidationError("--differences needs replicates.") }
            let rows = try answered.flatMap { benchmark in
                LabelScoreTables.differenceRows(
                    benchmark, try benchmark.differences(policy: blank, bootstrap: bootstrap))
            }
            return try output.write(LabelScoreTables.differenceColumns, rows)
        }
        var rows: [[SQLValue]] = []
        for benchmark in answered {
            for (model, score) in try benchmark.scores(policy: blank, bootstrap: classes ? nil : bootstrap) {
                rows +=
                    classes
                    ? LabelScoreTables.classRows(benchmark, model, score)
                    : [LabelScoreTables.scoreRow(benchmark, model, score)]
            }
        }
        try output.write(classes ? LabelScoreTables.classColumns : LabelScoreTables.scoreColumns, rows)
    }

    private func printLeaderboard(_ answered: [AnsweredBenchmark], _ bootstrap: Bootstrap?) throws {
        let board = try LeaderboardMaker.board(answered, policy: blank, bootstrap: bootstrap, column: .benchmark)
        try FileDescriptorSink.standardOutput().write(Array(LeaderboardLaTeX(board).text.utf8))
    }
}

extension BlankPolicy: ExpressibleByArgument {}
