import ArgumentParser
import Export
import Facts
import LocalFacts
import Foundation
import Warehouse

struct AnnotateCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "annotate",
        abstract: "Add the tags of a store to the files that its samples came from.",
        discussion: """
            A tagged data set often has only the prompt and no id. This joins it with the upstream data set, which has the \
            responses and scores, by the text with its white space normalised. Each record is copied unchanged, with \
            the tags added; JSON lines, CSV and Parquet keep their format, and Arrow becomes JSON lines. Records that \
            did not match, or whose text has different tags in the store, are written to a file beside it.

            If the samples lie in a table on Spark, `cultivar export outside --columns` lets Spark write the rows with \
            tags beside them.

              cultivar annotate upstream.jsonl.gz --text-column prompt --out tagged.jsonl
              cultivar annotate shards/*.parquet --text-column inputs --out tagged/
              cultivar annotate data.csv --text-column text --columns culture --out t.csv
            """)

    @Argument(
        help: ArgumentHelp("JSON, JSON lines, CSV, TSV, Parquet or Arrow files, also compressed.", valueName: "file"),
        completion: .file())
    var upstream: [String]

    @Option(
        help: ArgumentHelp(
            "Where a record has the text: a column, or a path such as messages[].content.", valueName: "column"))
    var textColumn: String

    @Option(
        name: .customLong("out"), help: ArgumentHelp("The file, or a folder with a / at its end.", valueName: "path"),
        completion: .file())
    var path: String

    @Option(
        help: ArgumentHelp("The columns to add (default: language, culture, domain, task, places).", valueName: "a,b,c")
    )
    var columns: String?

    @Option(help: ArgumentHelp("Only samples for which this holds give tags.", valueName: "SQL condition"))
    var `where`: String?

    @Option(help: ArgumentHelp("The separator between the values of a list in CSV.", valueName: "text"))
    var listSeparator = ";"

    @Flag(help: "Print only problems.")
    var quiet = false

    @OptionGroup var parameters: ParameterOption
    @OptionGroup var limits: RunLimits
    @OptionGroup var store: StoreOption

    func validate() throws {
        guard !upstream.isEmpty else { throw ValidationError("Name the files to annotate.") }
        guard !listSeparator.isEmpty else { throw ValidationError("--list-separator cannot be empty.") }
    }

    func run() throws {
        var request = AnnotationRequest(
            upstream: upstream, textColumn: textColumn, path: path, version: Release.version)
        request.columns = (columns ?? "").split(separator: ",").map { $0.trimmingCharacters(in: .whitespaces) }
        request.condition = `where`.map { Condition($0, parameters: parameters.values) }
        request.listSeparator = listSeparator
        let store = try store.open()
        try requireTexts(in: store)
        let showsProgress = !quiet && StandardError.isTerminal
        var line = ExportProgressLine(columns: ProgressLine.terminalColumns)
        let job = AnnotationJob(store: store, request: request) { progress in
            if showsProgress, let text = line.text(for: progress) { StandardError.write(text) }
        }
        let result: AnnotationResult
        do { result = try limits.run(on: store) { try job.run() } } catch {
            StandardError.write(line.clear())
            throw error
        }
        StandardError.write(line.clear())
        if !quiet { print(AnnotationSummary(result: result).lines.joined(separator: "\n")) }
    }

    /// - Throws: `TextsOutside` if the samples' texts are too many to come from where they lie.
    private func requireTexts(in store: Store) throws {
        guard let table = try store.outsideTables().first(where: { $0.name == FactTable.samples.name }),
            let limit = try store.outsideEngine(of: table.location).rowLimit, limit < table.rowCount
        else { return }
        throw TextsOutside(
            table: table.location.table, engine: table.location.engine, columns: columns ?? "stage,cultural",
            store: store.path)
    }
}

/// The texts that would be compared lie where they are not read one by one.
struct TextsOutside: Error, CustomStringConvertible {
    let table: String
    let engine: String
    let columns: String
    let store: String

    var description: String {
        """
        the texts of table \(table) are on \(engine) and do not come here to be compared: \
        `cultivar export outside --columns \(columns) --out FOLDER --store \(store)` lets \(engine) write the rows of \
        the table with these tags beside them
        """
    }
}
