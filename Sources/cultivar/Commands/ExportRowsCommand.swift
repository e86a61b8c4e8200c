import ArgumentParser
import Export
import Foundation
import LocalFacts
import Parquet
import Reports
import Warehouse

struct ExportRowsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "rows",
        abstract: "Write samples, another relation or the rows of a statement as Parquet, Arrow, JSON lines or CSV.",
        discussion: """
            Multi-valued columns (places, countries, …) are list columns here: lists in Parquet, Arrow and JSON lines. A \
            random sample (--sample) depends on the seed: the same seed draws the same rows, and a larger sample \
            contains a smaller one. A file gets its name when it is complete.

              cultivar export samples --where cultural --out cultural.parquet
              cultivar export samples --columns text,culture,places --out tags.jsonl
              cultivar export samples --columns id,text,places --out tags.arrow
              cultivar export samples --sample 900 --balance culture --out probe.csv
              cultivar export samples --shards 8 --shuffle --seed 7 --out train.parquet
              cultivar export samples --markers '<c>{culture}</c>{text}' --out m.jsonl
              cultivar export --query 'select stage, n from samples' --out s.csv
            """)

    @Argument(help: ArgumentHelp("The relation: samples, places, countries, ….", valueName: "relation"))
    var relation: String?

    @Option(
        name: .customLong("out"), help: ArgumentHelp("The file; - is standard output.", valueName: "file"),
        completion: .file())
    var path: String

    @Option(help: "The form of the file (default: as its name ends).")
    var format: ExportFormat?

    @Option(help: ArgumentHelp("Only rows for which this holds.", valueName: "SQL condition"))
    var `where`: String?

    @Option(
        help: ArgumentHelp("The columns (default: all that have values).", valueName: "a,b,c"),
        completion: CompletionNames.columns)
    var columns: String?

    @Option(help: ArgumentHelp("The rows of a statement, instead of a relation.", valueName: "SQL"))
    var query: String?

    @Option(help: ArgumentHelp("The rows of the statement in a file.", valueName: "file.sql"))
    var queryFile: String?

    @Option(help: ArgumentHelp("Draw so many rows.", valueName: "count"))
    var sample: Int?

    @Option(
        help: ArgumentHelp("Draw equally many for each combination of these, as far as they go.", valueName: "a,b"))
    var balance: String?

    @Flag(
        name: .customLong("as-written"),
        help: "Spellings of a tag are combinations of their own in --balance, also where only case and hyphens differ.")
    var isAsWritten = false

    @Flag(help: "Put the rows into a random order.")
    var shuffle = false

    @Option(help: "Seed of all random choices.")
    var seed: UInt64 = 0

    @Option(help: ArgumentHelp("Divide the rows among files, NAME-00000-of-00008 and so on.", valueName: "count"))
    var shards = 1

    @Option(help: "How Parquet is compressed.")
    var compression: WriterCompression = .zstd

    @Option(help: ArgumentHelp("The separator between the values of a list in CSV.", valueName: "text"))
    var listSeparator = ";"

    @Flag(help: "Print only problems.")
    var quiet = false

    @OptionGroup(title: "Markers") var markers: MarkerArguments
    @OptionGroup var parameters: ParameterOption
    @OptionGroup var limits: RunLimits
    @OptionGroup var store: StoreOption

    func validate() throws {
        guard [relation, query, queryFile].compactMap(\.self).count == 1 else {
            throw ValidationError("Name a relation, such as samples, or give --query or --query-file: one of them.")
        }
        if relation == nil, columns != nil || `where` != nil {
            throw ValidationError("--columns and --where are for relations: say it in the statement.")
        }
        if format == nil, ExportFormat(path: path) == nil {
            throw ValidationError(
                "--out \(path) does not tell the format: give --format \(ExportFormat.allValueStrings.joined(separator: ", "))."
            )
        }
        if path == "-", let format, format.isBinary, isatty(STDOUT_FILENO) != 0 {
            throw ValidationError(
                "\(format.name.capitalized) is not for a terminal: write it into a file, --out rows.\(format.name)")
        }
        if let sample, sample < 0 { throw ValidationError("--sample is a number from 0, and is \(sample).") }
        if balance != nil, sample == nil {
            throw ValidationError("--balance says how a sample is drawn: say by --sample how large it is.")
        }
        guard (1...99_999).contains(shards) else {
            throw ValidationError("--shards is a number from 1 to 99999, and is \(shards).")
        }
        if path == "-", shards > 1 { throw ValidationError("--out - is one stream: leave --shards out.") }
        guard !listSeparator.isEmpty else { throw ValidationError("--list-separator cannot be empty.") }
    }

    func run() throws {
        let request = try request()
        let store = try store.open()
        let showsProgress = !quiet && StandardError.isTerminal
        var line = ExportProgressLine(columns: ProgressLine.terminalColumns)
        let job = ExportJob(store: store, request: request) { progress in
            if showsProgress, let text = line.text(for: progress) { StandardError.write(text) }
        }
        let result: ExportResult
        let inputs = try store.loadedFilesInUse()
        defer { withExtendedLifetime(inputs) {} }
        do { result = try limits.run(on: store) { try job.run() } } catch {
            StandardError.write(line.clear())
            throw error
        }
        StandardError.write(line.clear())
        let summary = ExportSummary(request: request, result: result)
        if summary.isRecorded {
            try ExportRecord(request: request, result: result, store: try store.contentFingerprint())
                .write(to: request.path + ".json")
        }
        guard !quiet else { return }
        let lines = summary.lines.map { $0 + "\n" }.joined()
        if path == "-" { StandardError.write(lines) } else { print(lines, terminator: "") }
    }

    private func request() throws -> ExportRequest {
        var request = ExportRequest(
            rows: try rows(), format: format ?? ExportFormat(path: path) ?? .jsonl, path: path,
            version: Release.version)
        request.shards = shards
        request.seed = seed
        request.sample = sample
        request.balance = Self.names(balance)
        request.isAsWritten = isAsWritten
        request.isShuffled = shuffle
        request.markers = try markers.options()
        request.compression = compression
        request.listSeparator = listSeparator
        return request
    }

    private func rows() throws -> ExportRequest.Rows {
        if let relation {
            return .relation(
                relation, columns: Self.names(columns),
                condition: `where`.map { Condition($0, parameters: parameters.values) })
        }
        let sql = try query ?? String(contentsOfFile: queryFile ?? "", encoding: .utf8)
        return .statement(sql: sql, parameters: parameters.values)
    }

    private static func names(_ list: String?) -> [String] {
        (list ?? "").split(separator: ",").map { $0.trimmingCharacters(in: .whitespaces) }
    }
}

extension ExportFormat: ExpressibleByArgument {
    public init?(argument: String) { self.init(name: argument) }

    public static var allValueStrings: [String] { all.map(\.name) }
}

extension WriterCompression: ExpressibleByArgument {}
