import ArgumentParser
import Foundation
import Ingest
import Parquet
import SQLite
import Surveys
import Warehouse

struct IngestCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "ingest",
        abstract: "Load files into a store, which is made if it does not exist.",
        discussion: """
            Takes Parquet, Arrow, JSON, JSON lines, CSV and TSV, all but Parquet also compressed and from standard input \
            (-), and folders of them. A profile says what the columns are; files that no profile recognises are mapped by \
            their names and values, and --dry-run shows how. A file that is in the store already is not loaded again; a \
            load that was killed or stopped by Ctrl-C continues where it stopped. The last line counts the outcome of \
            every row.

              cultivar ingest shards/*.parquet
              cultivar ingest data.csv --stage sft --dataset mine --dry-run
              cultivar ingest corpus/ --profile ./mine.yaml --stages stages.csv
              cultivar ingest --retry-rejects --profile ./mended.yaml
              cultivar ingest Iraq.csv Jordan.csv --profile wvs --seeds WVQ.jsonl
            """)

    @Argument(
        help: ArgumentHelp("Files and folders; - is standard input.", valueName: "path"), completion: .file())
    var paths: [String] = []

    @Option(
        help: "A profile of `cultivar profiles`, or a file; detected by default.",
        completion: CompletionNames.profiles)
    var profile: String?

    @Option(
        help: ArgumentHelp(
            "The questions of a survey, whose profile is one of cultivar survey (wvs, trend, wide, invented) or a file.",
            valueName: "file"),
        completion: .file())
    var seeds: String?

    @Option(help: "The source of all rows, instead of that in the files.")
    var source: String?

    @Option(help: "The stage of all rows, instead of that of the files or sources.")
    var stage: String?

    @Option(help: "The name of the data set.")
    var dataset: String?

    @Option(
        help: ArgumentHelp("A CSV file with the columns source and stage.", valueName: "file.csv"), completion: .file())
    var stages: String?

    @Option(help: "Stop after this many stored rows; the same call continues from there.")
    var limit: Int64?

    @Flag(
        help:
            "Try the rejected rows again, after the profile or a look-up file was corrected; without a path, those of all files."
    )
    var retryRejects = false

    @Option(
        help: ArgumentHelp("How long to wait for another load into the store to end.", valueName: "seconds"))
    var wait: Double = 0

    @Flag(help: "Show what would be loaded and how; write nothing.")
    var dryRun = false

    @Flag(help: "Print only problems.")
    var quiet = false

    @OptionGroup var reading: ReadingOption
    @OptionGroup var limits: WorkLimits
    @OptionGroup var store: StoreOption

    func validate() throws {
        guard !paths.isEmpty || retryRejects else { throw ValidationError("Name the files or folders to load.") }
        guard wait >= 0, wait <= 1e6 else {
            throw ValidationError("--wait is a number of seconds from 0, and is \(wait).")
        }
        if retryRejects, limit != nil || dryRun {
            throw ValidationError("--retry-rejects goes with neither --limit nor --dry-run.")
        }
        if let option = optionOfSamples, isSurvey {
            throw ValidationError("\(option) does not go with the profile of a survey.")
        }
        if seeds != nil, profile == nil { throw ValidationError("--seeds goes with --profile, that of a survey.") }
        if let limit, limit < 1 { throw ValidationError("--limit is a number from 1, and is \(limit).") }
    }

    /// Whether the profile is that of a survey, which is loaded by questions and answers.
    private var isSurvey: Bool { seeds != nil || profile.map(SurveyProfile.shippedNames.contains) == true }

    /// An option that means nothing for a survey.
    private var optionOfSamples: String? {
        let given = [
            ("--source", source != nil), ("--stage", stage != nil), ("--stages", stages != nil),
            ("--limit", limit != nil), ("--retry-rejects", retryRejects), ("--dry-run", dryRun),
        ]
        return given.first { $0.1 }?.0
    }

    private func loadSurvey() throws {
        var files = try SurveyFiles.parse([])
        files.paths = paths
        files.profile = profile ?? files.profile
        files.seeds = seeds
        try SurveyIngest(files: files, dataset: dataset, storePath: store.path, isQuiet: quiet).run()
    }

    func run() throws {
        if isSurvey { return try loadSurvey() }
        if dryRun {
            let watch = WorkWatch(limits.limits)
            defer { watch.end() }
            return try showPlan()
        }
        HeapRetention.keepForReuse()
        let path = store.path
        let command = goOnCommand
        let stop = StopRequest()
        let signals = TerminationSignals(stop: stop) {
            StandardError.tell(BrokenOffLoad(cause: .signal(SIGTERM), store: path, command: command))
        }
        defer { signals.end() }
        let watch = WorkWatch(limits.limits, patience: IngestCommand.patience) { _ in
            stop.make()
        } tell: { excess in
            StandardError.tell(BrokenOffLoad(cause: .limit(excess), store: path, command: command))
        }
        defer { watch.end() }
        do {
            try loadAlone(stop)
            if stop.isMade { throw IngestError.stopped }
        } catch IngestError.stopped {
            if signals.received == 0, let excess = watch.excess {
                throw BrokenOffLoad(cause: .limit(excess), store: path, command: command)
            }
            let broken = BrokenOffLoad(cause: .signal(signals.received), store: path, command: command)
            StandardError.tell(broken)
            throw EndBySignal(signal: signals.received)
        } catch ProfileError.notFound(let name, let shipped) {
            // Surveys and the opinions of GlobalOpinionQA have profiles of their own.
            let all = shipped + SurveyProfile.shippedNames + [OpinionLoad.profile]
            throw ProfileError.notFound(name, shipped: all.sorted())
        } catch let error as SQLError where error.isSystemFailure {
            throw BrokenOffLoad(cause: .system(error), store: path, command: command)
        } catch let error as SQLError where error.isBusy {
            throw BrokenOffLoad(cause: .busy, store: path, command: command)
        }
    }

    /// Seconds that a load has to end in once a limit is passed.
    private static let patience = 10.0

    /// Loads while no other process loads into the store.
    private func loadAlone(_ stop: StopRequest) throws {
        let path = store.path
        let lock = try StoreLock.take(for: path, waiting: wait) { holder in
            if !quiet {
                StandardError.write("cultivar: \(path) is being loaded into by \(holder); waiting for its end\n")
            }
        } isStopped: {
            stop.isMade
        }
        defer { withExtendedLifetime(lock) {} }
        if stop.isMade { throw IngestError.stopped }
        Ingestion.prepare()
        if retryRejects { try check(Store.open(at: path, access: .readOnly)) }
        let isNew = try !FileManager.default.fileExists(atPath: path) || Store.isEmpty(path)
        let store = try isNew ? Store.create(at: path) : Store.open(at: path, access: .readWrite)
        store.connection.waitForOthers(seconds: max(5, wait))
        do {
            try load(into: store, stop)
        } catch  where isNew && !hasFiles(store) {
            // A load that could not even be begun leaves no empty store.
            for end in ["", "-wal", "-shm"] { try? FileManager.default.removeItem(atPath: path + end) }
            throw error
        }
    }

    /// Rejects need an existing store.
    private func check(_ store: Store) throws {
        let count = try store.connection.value("select count(*) from reject")
        if paths.isEmpty, count == 0 { throw CleanExit.message("\(store.path): there are no rejects to try again") }
    }

    /// The same call, as a shell takes it.
    private var goOnCommand: String {
        let text = ShellCommand.text(FileName.commandLineArguments().map(FileName.shown))
        return paths.contains("-") ? "(the same input) | " + text : text
    }

    /// Whether a file was begun; if that cannot be determined, the store is left as it is.
    private func hasFiles(_ store: Store) -> Bool {
        (try? store.connection.value("select count(*) from file")) != .integer(0)
    }

    private func load(into store: Store, _ stop: StopRequest) throws {
        if profile == OpinionLoad.profile { return try loadOpinions(into: store) }
        let showsProgress = !quiet && StandardError.isTerminal
        var line = ProgressLine(bytesTotal: totalBytes(), columns: ProgressLine.terminalColumns)
        var options = options
        options.stop = stop
        let ingestion = Ingestion(store: store, options: options) { progress in
            if showsProgress, let text = line.text(for: progress) { StandardError.write(text) }
        }
        var result: IngestResult
        do {
            let paths = try retryRejects && self.paths.isEmpty ? LoadWriter.pathsWithRejects(in: store) : self.paths
            result = try ingestion.run(paths)
        } catch {
            StandardError.write(line.clear())
            throw error
        }
        leaveOutOwnFiles(&result)
        StandardError.write(line.clear())
        let summary = IngestSummary(result: result, store: store.path)
        for failure in summary.failures { StandardError.write("cultivar: \(failure)\n") }
        if !quiet { print(summary.lines.joined(separator: "\n")) }
        if result.isStopped { throw IngestError.stopped }
        if !summary.failures.isEmpty { throw ExitCode(Termination.failed) }
    }

    /// The files of opinions have literals of Python in their cells, which no mapping of a profile can say.
    private func loadOpinions(into store: Store) throws {
        let outcomes = try OpinionLoad(store: store, arguments: options.arguments).run(paths)
        if !quiet { print((outcomes.flatMap(\.lines)).joined(separator: "\n")) }
    }

    /// If the store itself is in a loaded folder, it is not reported.
    private func leaveOutOwnFiles(_ result: inout IngestResult) {
        func full(_ path: String) -> String { URL(fileURLWithPath: path).standardizedFileURL.path }
        let own = ["", "-wal", "-shm", "-journal", StoreLock.suffix].map { full(store.path + $0) }
        result.leftOut.removeAll { $0.reason == .notData && own.contains(full($0.path)) }
    }

    private func showPlan() throws {
        let exists = FileManager.default.fileExists(atPath: store.path)
        let stored = exists ? try StoredColumns(of: store.open()) : StoredColumns()
        let plan = try IngestPlan(InputFile.files(for: paths), options: options, stored: stored)
        let text = IngestPlanText(plan: plan, refusals: plan.refusals(by: stored))
        for failure in text.failures { StandardError.write("cultivar: \(failure)\n") }
        print(text.lines.joined(separator: "\n"))
        if !text.failures.isEmpty { throw ExitCode(Termination.failed) }
    }

    private var options: IngestOptions {
        var options = IngestOptions(
            arguments: FileName.commandLineArguments().map(FileName.shown), version: Release.version)
        options.profile = profile
        options.dataset = dataset
        options.source = source
        options.stage = stage
        options.stagesFile = stages
        options.limit = limit
        options.retriesRejects = retryRejects
        options.reading = reading.override
        return options
    }

    /// Nil if the size of a file is not known; the load itself reports errors of a path.
    private func totalBytes() -> Int64? {
        guard let files = try? InputFile.files(for: paths) else { return nil }
        return files.reduce(Optional<Int64>.some(0)) { total, file in
            total.flatMap { sum in file.byteCount.map { sum + $0 } }
        }
    }
}
