import ArgumentParser
import Foundation
import Reports

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

    @Argument(help: ArgumentHelp("The reports.", valueName: "name"))
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
        let reports = try names.flatMap(ReportCatalogue.reports(named:))
        let runner = ReportRunner(store: try store.open(), parameters: options.values)
        try runner.requireKnownParameters(in: reports)
        guard reports.count > 1 else {
            for report in reports { try runner.require(report) }
            return try write(reports, with: runner)
        }
        let selection = try runner.selecting(reports)
        try write(selection.runnable, with: runner)
        for omission in selection.omitted { StandardError.write("cultivar: left out: \(omission.reason)\n") }
        if selection.runnable.isEmpty { throw ExitCode(Termination.failed) }
    }

    private func write(_ reports: [ReportDefinition], with runner: ReportRunner) throws {
        if let folder {
            let files = try ReportFolder(path: folder).write(reports, with: runner)
            for file in files { print("\(file.path): \(file.rows) \(file.rows == 1 ? "row" : "rows")") }
        } else {
            try printTables(of: reports, with: runner)
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
        case .csv, .tsv, .json, .jsonl: nil
        }
    }
}
