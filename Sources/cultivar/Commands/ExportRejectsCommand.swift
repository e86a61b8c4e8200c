import ArgumentParser
import Foundation
import Ingest
import Parquet
import Reports
import Warehouse

struct ExportRejectsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "rejects",
        abstract: "Write the records that were rejected, byte for byte as they are in their files.",
        discussion: """
            Reads each loaded file with rejects once more, if it is still the loaded one (by size and hash), and \
            writes the rejected records: lines of JSON as they are; CSV with its header, so that the result is loaded \
            by the same call; records of JSON arrays and objects one after another. Compressed files are written \
            uncompressed, other encodings as UTF-8, and Parquet and Arrow, which have no text of their own, as JSON \
            lines. Correct the records, and load them. The exit code is 1 if records are not found any more.

              cultivar export rejects --out rejected/
              cultivar export rejects --code not_a_number --file corpus/a.csv --out a.csv
            """)

    @Option(
        name: .customLong("out"),
        help: ArgumentHelp("A folder with a / at its end, or the file of one input.", valueName: "path"),
        completion: .file())
    var path: String

    @Option(
        name: .customLong("code"),
        help: ArgumentHelp("Only rejects of this kind, a word of reject.code (repeatable).", valueName: "code"),
        completion: .list(RejectCode.allCases.map(\.rawValue)))
    var codes: [String] = []

    @Option(
        name: .customLong("file"),
        help: ArgumentHelp("Only rejects of this loaded file (repeatable).", valueName: "path"),
        completion: .file())
    var inputs: [String] = []

    @Option(
        help: "The profile that the files were loaded with (default: as the load was called).",
        completion: CompletionNames.profiles)
    var profile: String?

    @Flag(help: "Print only problems.")
    var quiet = false

    @OptionGroup var reading: ReadingOption
    @OptionGroup var limits: WorkLimits
    @OptionGroup var store: StoreOption

    func validate() throws {
        let known = RejectCode.allCases.map(\.rawValue)
        if let code = codes.first(where: { !known.contains($0) }) {
            throw ValidationError("--code is one of \(known.joined(separator: ", ")), and is \(code).")
        }
    }

    func run() throws {
        let watch = WorkWatch(limits.limits)
        defer { watch.end() }
        let store = try store.open()
        let files = try selected(of: store)
        guard !files.isEmpty else {
            if !quiet { print("\(store.path): there are no such rejects; nothing was written") }
            return
        }
        let outputs = try RejectFiles(path: path, inputs: files.map(\.path), store: store)
        let results = try RejectExport(store: store, files: files, options: options).run(to: outputs.begin)
        let summary = RejectExportSummary(results: results, outputs: outputs.paths)
        for failure in summary.failures { StandardError.write("cultivar: \(failure)\n") }
        if !quiet {
            let lines = summary.lines.joined(separator: "\n") + "\n"
            if path == "-" { StandardError.write(lines) } else { print(lines, terminator: "") }
        }
        if !summary.failures.isEmpty { throw ExitCode(Termination.failed) }
    }

    private func selected(of store: Store) throws -> [RejectedFile] {
        let files = try store.rejectedFiles(codes: codes)
        guard !inputs.isEmpty else { return files }
        func full(_ path: String) -> String { URL(fileURLWithPath: path).standardizedFileURL.path }
        let names = inputs.map { (given: FileName.shown($0), full: FileName.shown(full($0))) }
        for name in names where !files.contains(where: { $0.path == name.given || full($0.path) == name.full }) {
            throw ValidationError("\(store.path) has no such rejects of \(name.given).")
        }
        return files.filter { file in names.contains { $0.given == file.path || $0.full == full(file.path) } }
    }

    /// The reading options of this call, else those of the call that loaded the files.
    private func options(_ file: RejectedFile) -> IngestOptions {
        let load = try? IngestCommand.parse(Array(file.arguments.dropFirst()))
        var options = IngestOptions()
        options.profile = profile ?? load?.profile
        options.dataset = load?.dataset
        options.reading = reading.override
        if options.reading == ReadingOverride(), let load { options.reading = load.reading.override }
        return options
    }
}
