import ArgumentParser
import Foundation
import Prompt
import Reports
import Warehouse

/// `cultivar report NAME`, without the word `run`.
struct ReportRunCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "run",
        abstract: "Run reports: print their tables, or write them as CSV files.",
        usage: "cultivar report <name> ... [options]",
        discussion: """
            A name is one of `cultivar reports`, one table of it (decay-source), `all` for all of them, or the path of an \
            SQL file of your own. `cultivar report describe NAME` tells which of the options a report takes.

              cultivar report run decay --where "language = 'French'"
            """)

    @Argument(help: ArgumentHelp("The reports.", valueName: "name"), completion: CompletionNames.reports)
    var names: [String]

    @Option(name: .customLong("out"), help: ArgumentHelp("Write NAME.csv files into this folder.", valueName: "folder"))
    var folder: String?

    @Option(help: "The form of what is printed.")
    var format: OutputFormatName?

    @OptionGroup var options: ReportOptions
    @OptionGroup var store: StoreOption

    func validate() throws {
        if folder != nil, format != nil {
            throw ValidationError("--out writes CSV files: leave --format out, or leave --out out to print.")
        }
    }

    func run() throws {
        // A name that is none is told before a store is looked for.
        _ = try names.flatMap(ReportCatalogue.reports(named:))
        let requested = try requested(on: store.open())
        try write(requested)
        for omission in requested.omissions { StandardError.write("cultivar: left out: \(omission)\n") }
        if requested.reports.isEmpty { throw ExitCode(Termination.failed) }
    }

    /// The reports that can be run on a store.
    ///
    /// - Throws: `ReportError`; of one report, also where the store lacks what it is about.
    func requested(on store: Store) throws -> RequestedReports {
        let reports = try names.flatMap(ReportCatalogue.reports(named:))
        let runner = ReportRunner(store: store, parameters: options.values)
        try runner.requireKnownParameters(in: reports)
        guard reports.count > 1 else {
            for report in reports { try runner.require(report) }
            return RequestedReports(reports: reports, runner: runner, format: format)
        }
        let selection = try runner.selecting(reports)
        return RequestedReports(
            reports: selection.runnable, runner: runner, format: format,
            omissions: selection.omitted.map { "\($0.reason)" })
    }

    func write(_ requested: RequestedReports) throws {
        if let folder {
            let files = try ReportFolder(path: folder).write(requested.reports, with: requested.runner)
            for file in files { print(file.account) }
        } else {
            try printTables(of: requested.reports, with: requested.runner)
        }
    }

    private func printTables(of reports: [ReportDefinition], with runner: ReportRunner) throws {
        let output = FileDescriptorSink.standardOutput()
        let format = format ?? .table
        var isFirst = true
        for report in reports {
            for table in report.tables {
                if !isFirst { try output.write(Array("\n".utf8)) }
                isFirst = false
                if let heading = format.heading(of: table, in: report) { try output.write(Array(heading.utf8)) }
                let rows = try runner.write(table, of: report, format: format, to: output)
                if rows == 0, let emptiness = table.emptiness, format.isForPeople {
                    try output.write(Array("\nNo rows: \(emptiness).\n".utf8))
                }
            }
        }
    }
}

extension ReportFolder.File {
    /// One line for a person: the file, how many rows it has, and why there is none.
    var account: String {
        "\(path): \(rows) \(rows == 1 ? "row" : "rows")" + (rows == 0 ? emptiness.map { ": \($0)" } ?? "" : "")
    }
}

extension OutputFormatName {
    fileprivate var isForPeople: Bool {
        switch self {
        case .table, .box, .line, .markdown: true
        case .csv, .tsv, .json, .jsonl, .latex, .html, .insert: false
        }
    }

    /// What stands above a table for a person; nil for the formats that programs read.
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
