import ArgumentParser
import Foundation
import Ingest
import Warehouse

struct IngestCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "ingest",
        abstract: "Load files into a store, which is made where there is none.",
        discussion: """
            Takes Parquet, JSON, JSON lines, CSV and TSV, the last four also compressed and from standard input (-), and \
            folders of them. A \
            profile says what the columns are; files that no profile knows are mapped by their names and values, and \
            --dry-run shows how. A file that is in the store already is not loaded again; a load that was killed goes on \
            where it stopped. The last line says what became of every row.

              cultivar ingest shards/*.parquet
              cultivar ingest data.csv --stage sft --dataset mine --dry-run
              cultivar ingest corpus/ --profile ./mine.yaml --stages stages.csv
            """)

    @Argument(help: ArgumentHelp("Files and folders; - is standard input.", valueName: "path"))
    var paths: [String]

    @Option(
        help: "A profile of `cultivar profiles`, or a file; found out if left out.",
        completion: CompletionNames.profiles)
    var profile: String?

    @Option(help: "The source of all rows, in place of what the files say.")
    var source: String?

    @Option(help: "The stage of all rows, in place of what the files or sources say.")
    var stage: String?

    @Option(help: "The name of the data set.")
    var dataset: String?

    @Option(help: ArgumentHelp("A CSV file with the columns source and stage.", valueName: "file.csv"))
    var stages: String?

    @Option(help: "Stop after this many stored rows; the same call goes on from there.")
    var limit: Int64?

    @Flag(help: "Say what would be loaded and how; write nothing.")
    var dryRun = false

    @Flag(help: "Say nothing but what is wrong.")
    var quiet = false

    @OptionGroup var reading: ReadingOption
    @OptionGroup var store: StoreOption

    func validate() throws {
        guard !paths.isEmpty else { throw ValidationError("Name the files or folders to load.") }
        if let limit, limit < 1 { throw ValidationError("--limit is a number from 1, and is \(limit).") }
    }

    func run() throws {
        if dryRun { return try showPlan() }
        HeapRetention.keepForReuse()
        Ingestion.prepare()
        let path = store.path
        let isNew = !FileManager.default.fileExists(atPath: path)
        let store = try isNew ? Store.create(at: path) : Store.open(at: path, access: .readWrite)
        do {
            try load(into: store)
        } catch  where isNew && !hasFiles(store) {
            // What could not even be begun leaves no empty store behind.
            for end in ["", "-wal", "-shm"] { try? FileManager.default.removeItem(atPath: path + end) }
            throw error
        }
    }

    /// Whether a file was begun; where that cannot be told the store is left as it is.
    private func hasFiles(_ store: Store) -> Bool {
        (try? store.connection.value("select count(*) from file")) != .integer(0)
    }

    private func load(into store: Store) throws {
        let showsProgress = !quiet && StandardError.isTerminal
        var line = ProgressLine(bytesTotal: totalBytes(), columns: ProgressLine.terminalColumns)
        let ingestion = Ingestion(store: store, options: options) { progress in
            if showsProgress, let text = line.text(for: progress) { StandardError.write(text) }
        }
        let result: IngestResult
        do {
            result = try ingestion.run(paths)
        } catch {
            StandardError.write(line.clear())
            throw error
        }
        StandardError.write(line.clear())
        let summary = IngestSummary(result: result, store: store.path)
        for failure in summary.failures { StandardError.write("cultivar: \(failure)\n") }
        if !quiet { print(summary.lines.joined(separator: "\n")) }
        if !summary.failures.isEmpty { throw ExitCode(Termination.failed) }
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
        var options = IngestOptions(arguments: Array(CommandLine.arguments.dropFirst()), version: Cultivar.version)
        options.profile = profile
        options.dataset = dataset
        options.source = source
        options.stage = stage
        options.stagesFile = stages
        options.limit = limit
        options.reading = reading.override
        return options
    }

    /// Nil where the size of a file cannot be known; what is wrong with a path is told by the load itself.
    private func totalBytes() -> Int64? {
        guard let files = try? InputFile.files(for: paths) else { return nil }
        return files.reduce(Optional<Int64>.some(0)) { total, file in
            total.flatMap { sum in file.byteCount.map { sum + $0 } }
        }
    }
}
