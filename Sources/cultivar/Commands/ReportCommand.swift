import ArgumentParser
import Foundation
import Prompt
import Reports
import Warehouse

struct ReportCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "report",
        abstract: "Run a canned report: print its tables, or write them as CSV files.",
        discussion: """
            The name is one of `cultivar reports`, one table of it (decay-source), `all` for all of them, or the path of \
            an SQL file of your own. docs/reports.md tells what each report measures, and how to write one.

              cultivar report decay
              cultivar report all --out tables
              cultivar report concentration-indices --param stage=sft --format csv
              cultivar report ./mine.sql
            """)

    @Argument(help: ArgumentHelp("The report.", valueName: "name"))
    var name: String

    @Option(name: .customLong("out"), help: ArgumentHelp("Write NAME.csv files into this folder.", valueName: "folder"))
    var folder: String?

    @Option(help: "The form of what is printed.")
    var format: OutputFormatName?

    @OptionGroup var parameters: ParameterOption
    @OptionGroup var store: StoreOption

    func validate() throws {
        if folder != nil, format != nil {
            throw ValidationError("--out writes CSV files: leave --format out, or leave --out out to print.")
        }
    }

    func run() throws {
        guard let requested = try requested(on: store.open()) else { return }
        try printTables(of: requested.reports, with: requested.runner)
    }

    /// What is to be printed; nil where files were asked for, which are then written.
    func requested(on store: Store) throws -> RequestedReports? {
        let reports = try ReportCatalogue.reports(named: name)
        let runner = ReportRunner(store: store, parameters: parameters.values)
        try runner.requireKnownParameters(in: reports)
        guard let folder else { return RequestedReports(reports: reports, runner: runner, format: format) }
        let files = try ReportFolder(path: folder).write(reports, with: runner)
        for file in files { print("\(file.path): \(file.rows) \(file.rows == 1 ? "row" : "rows")") }
        return nil
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
                try runner.write(table, of: report, format: format, to: output)
            }
        }
    }
}

extension OutputFormatName {
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
