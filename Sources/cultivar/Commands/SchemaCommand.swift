import ArgumentParser
import Foundation
import Ingest
import Reports
import Tabular

struct SchemaCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "schema",
        abstract: "Show what files hold, and how a load would map them.",
        discussion: """
            For Parquet it shows the columns with their types, nulls, encodings and sizes, and the row groups, from \
            the footer; for other formats the fields of the first records with their types and examples. If there are \
            several files, the first is shown in full, and for the others only the differences. Then it shows the \
            profile that recognises the file, or the mapping by names and values. Nothing is written.

              cultivar schema train-00000-of-00008.parquet
              cultivar schema shards/*.parquet
              cultivar schema corpus.jsonl.zst --format json
            """)

    /// The form of the output.
    enum Form: String, ExpressibleByArgument, CaseIterable {
        case table, json
    }

    @Argument(help: ArgumentHelp("Files and folders.", valueName: "file"), completion: .file())
    var paths: [String]

    @Option(
        help: "A profile of `cultivar profiles`, or a file; detected by default.", completion: CompletionNames.profiles)
    var profile: String?

    @Option(help: "The form of the output.")
    var format: Form = .table

    @OptionGroup var limits: WorkLimits

    func validate() throws {
        guard !paths.isEmpty else { throw ValidationError("Name the files to look at.") }
        guard !paths.contains("-") else {
            throw ValidationError("Standard input can be read once only: save it to a file first.")
        }
    }

    func run() throws {
        let watch = WorkWatch(limits.limits)
        defer { watch.end() }
        var options = IngestOptions()
        options.profile = profile
        let plan = try IngestPlan(InputFile.files(for: paths), options: options)
        var files: [FileSchema] = []
        for planned in plan.files {
            var file = FileSchema(planned)
            if let first = files.first(where: { $0.error == nil }), file.error == nil {
                file.differences = SchemaComparison(first: first, other: file).differences
            }
            files.append(file)
        }
        try FileDescriptorSink.standardOutput().write(Array(try text(of: files).utf8))
        if files.contains(where: { $0.error != nil }) { throw ExitCode(Termination.failed) }
    }

    private func text(of files: [FileSchema]) throws -> String {
        switch format {
        case .table: return SchemaText(files: files).text
        case .json:
            let encoder = JSONEncoder()
            encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
            return String(decoding: try encoder.encode(files), as: UTF8.self) + "\n"
        }
    }
}
