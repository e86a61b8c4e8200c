import ArgumentParser
import Foundation
import Prompt
import Reports
import SQLite
import Tabular
import Warehouse

/// `cultivar report NAME`, without the word `run`.
struct ReportRunCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "run",
        abstract: "Run reports: print their tables, or write tables and figures into a folder.",
        usage: "cultivar report <name> ... [options]",
        discussion: """
            A name is one of `cultivar reports`, one table of it (decay-source), `all` for all of them, or the path of an \
            SQL file of your own. `cultivar report describe NAME` shows which of the options a report takes.

              cultivar report run decay --where "language = 'French'"
              cultivar report run all --out tables --format csv,latex,pdf
            """)

    @Argument(help: ArgumentHelp("The reports.", valueName: "name"), completion: CompletionNames.reports)
    var names: [String]

    @Option(
        name: .customLong("out"),
        help: ArgumentHelp("Write files into this folder, instead of printing.", valueName: "folder"),
        completion: .directory)
    var folder: String?

    @Option(
        help: ArgumentHelp(
            """
            The form of what is printed (\(OutputFormatName.allCases.map(\.rawValue).joined(separator: ", "))); with --out, \
            what is written, parted by commas (\(ReportFileFormat.allCases.map(\.rawValue).joined(separator: ", "))).
            """, valueName: "form"),
        completion: .list(
            OutputFormatName.allCases.map(\.rawValue)
                + ReportFileFormat.allCases.map(\.rawValue).filter { OutputFormatName(rawValue: $0) == nil })
    )
    var format: String?

    @Flag(name: .customLong("siunitx"), help: "Numbers in LaTeX as \\num{…} of siunitx.")
    var usesSIUnits = false

    @Flag(name: .customLong("bom"), help: "CSV and TSV files begin with a byte-order mark, as Excel wants it.")
    var hasByteOrderMark = false

    @Flag(
        name: .customLong("replace"),
        help: "Remove the files that the folder's manifest names first, instead of writing beside them.")
    var replacesFiles = false

    @Option(
        name: .customLong("columns"),
        help: ArgumentHelp(
            "The columns of LaTeX tables (default: those that each report has for print); all for all.",
            valueName: "columns"))
    var columns: String?

    @Option(help: "The width of LaTeX tables (default: the narrowest that holds a table).")
    var width: PrintedWidth?

    @Option(
        help: ArgumentHelp(
            "Also correct the shares of decay, composition, domains or tasks for the tagger's errors, by these labels.",
            valueName: "rater"))
    var correct: String?

    @OptionGroup var options: ReportOptions
    @OptionGroup var tables: TableOption
    @OptionGroup var limits: RunLimits
    @OptionGroup var store: StoreOption

    func validate() throws {
        if folder == nil { _ = try askedFormat() } else { _ = try writtenFormats() }
    }

    /// What is printed; nil if nothing was requested, or files.
    private func askedFormat() throws -> OutputFormatName? {
        guard folder == nil, let format else { return nil }
        guard let known = OutputFormatName(rawValue: format) else {
            let forms = OutputFormatName.allCases.map(\.rawValue).joined(separator: ", ")
            throw ValidationError(
                ReportFileFormat(rawValue: format) == nil && !format.contains(",")
                    ? "There is no form '\(format)': the forms are \(forms)."
                    : "The form '\(format)' is a file: name a folder with --out.")
        }
        return known
    }

    private func writtenFormats() throws -> [ReportFileFormat] {
        guard let format else { return ReportFileFormat.evidence }
        return try format.split(separator: ",").map { name in
            guard let known = ReportFileFormat(rawValue: String(name)) else {
                let known = ReportFileFormat.allCases.map(\.rawValue).joined(separator: ", ")
                throw ValidationError("There is no file of the form '\(name)': the forms are \(known).")
            }
            return known
        }
    }

    private func fileOptions() throws -> ReportFileOptions {
        var options = ReportFileOptions(
            formats: try writtenFormats(), usesSIUnits: usesSIUnits, hasByteOrderMark: hasByteOrderMark,
            version: Release.version, citations: try DataCitations.byProfile())
        options.replaces = replacesFiles
        options.columns = columns?.split(separator: ",").map { $0.trimmingCharacters(in: .whitespaces) }
        options.width = width
        return options
    }

    func run() throws {
        // An unknown name is reported before a store is searched.
        let reports = try namedReports()
        let store = try store.open()
        try limits.run(on: store) { try tables.load(into: store) }
        // All tables are read from one state of the store, even while files are loaded.
        let request = try store.snapshot {
            let runnable = try requested(reports, on: store)
            try write(runnable)
            return runnable
        }
        if folder != nil {
            for costs in store.engineCosts() where costs.byteCount != nil { print(costs.account) }
        }
        for omission in request.omissions { StandardError.write("cultivar: left out: \(omission.reason)\n") }
        if request.reports.isEmpty { throw ExitCode(Termination.failed) }
    }

    /// - Throws: `ReportError.unknownReport`, `.uncorrectable`; `ReportFileError`.
    func namedReports() throws -> [ReportDefinition] {
        let reports = try names.flatMap(ReportCatalogue.reports(named:))
        return correct == nil ? reports : reports + (try ReportCorrection(of: reports).reports())
    }

    /// The given values by name, those of the correction among them.
    private func values(of reports: [ReportDefinition]) throws -> [String: SQLValue] {
        guard let correct else { return options.values }
        return try options.values.merging(ReportCorrection(of: reports).parameters(rater: correct)) { own, _ in own }
    }

    /// Those of the reports that can be run on a store.
    ///
    /// - Throws: `ReportError`; for a single report also if the store lacks what it needs.
    func requested(_ reports: [ReportDefinition], on store: Store) throws -> RequestedReports {
        var runner = ReportRunner(store: store, parameters: try values(of: reports))
        runner.limit = { try limits.run(on: store, $0) }
        try runner.requireKnownParameters(in: reports)
        guard reports.count > 1 else {
            let answerable = try limits.run(on: store) { try reports.map(runner.answerable) }
            return RequestedReports(
                reports: answerable.map(\.report), runner: runner, format: try askedFormat(),
                omissions: answerable.compactMap(\.omission))
        }
        let selection = try limits.run(on: store) { try runner.selecting(reports) }
        return RequestedReports(
            reports: selection.runnable, runner: runner, format: try askedFormat(), omissions: selection.omitted)
    }

    func write(_ requested: RequestedReports) throws {
        guard let folder else { return try printTables(of: requested) }
        let contents = try ReportFolder(path: folder, options: fileOptions())
            .write(requested.reports, with: requested.runner, asked: names, omitted: requested.omissions)
        for entry in contents.entries { print(entry.account) }
        for omission in contents.refused { StandardError.write("cultivar: left out: \(omission.reason)\n") }
        if let undrawn = contents.undrawn { StandardError.write("cultivar: \(undrawn)\n") }
    }

    private func printTables(of requested: RequestedReports) throws {
        let output = FileDescriptorSink.standardOutput()
        let format = requested.format ?? .table
        var isFirst = true
        for report in requested.reports {
            for table in report.tables {
                if !isFirst { try output.write(Array("\n".utf8)) }
                isFirst = false
                if let heading = format.heading(of: table, in: report) { try output.write(Array(heading.utf8)) }
                let rows = try requested.runner.write(table, of: report, format: format, to: output)
                if rows == 0, let emptiness = table.emptiness, format.isForPeople {
                    try output.write(Array("\nNo rows: \(emptiness).\n".utf8))
                }
            }
        }
    }
}

extension PrintedWidth: ExpressibleByArgument {}

extension ReportFolder.Entry {
    /// One line for a person: the files of a table, the number of its rows, and the reason if it has none.
    var account: String {
        let files = (paths.prefix(1) + paths.dropFirst().map(Self.ending)).joined(separator: " ")
        guard let rows else { return files }
        return "\(files): \(rows) \(rows == 1 ? "row" : "rows")" + (rows == 0 ? emptiness.map { ": \($0)" } ?? "" : "")
    }

    /// Of files that differ only in this.
    private static func ending(_ path: String) -> String {
        let name = path.split(separator: "/").last ?? ""
        return String(name.drop { $0 != "." })
    }
}

extension OutputFormatName {
    fileprivate var isForPeople: Bool {
        switch self {
        case .table, .box, .line, .markdown: true
        case .csv, .tsv, .json, .jsonl, .latex, .html, .insert: false
        }
    }

    /// The heading of a table for a person; nil for the formats that programs read.
    fileprivate func heading(of table: ReportTable, in report: ReportDefinition) -> String? {
        let name = report.fileName(of: table)
        let grain = table.grain.isEmpty ? "" : ": \(table.grain)"
        return switch self {
        case .table: (table.part == nil ? "\(report.title)\n" : "") + "\(name)\(grain)\n\n"
        case .markdown: (table.part == nil ? "## \(report.title)\n\n" : "") + "\(name)\(grain)\n\n"
        case .csv, .tsv, .json, .jsonl, .latex, .html, .line, .insert, .box: nil
        }
    }
}
