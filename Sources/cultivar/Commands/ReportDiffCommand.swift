import ArgumentParser
import Foundation
import Reports
import Tabular
import Warehouse

struct ReportDiffCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "diff",
        abstract: "Show what changed between two stores, or two folders of tables, and by how much.",
        discussion: """
            Each row is a value that differs. Rows of a report are matched by the columns of its grain (`key` in its \
            header). `outside` is 1 if a number lies outside the interval of the other, 0 if \
            the intervals explain the change, and empty if there is no interval. The exit code is 0 whatever differs.

              cultivar report diff tables-may tables-june
              cultivar report diff corpus.sqlite other.sqlite --report decay
            """)

    @Argument(
        help: ArgumentHelp("A store, or a folder that `cultivar report --out` wrote.", valueName: "a"),
        completion: .file())
    var old: String

    @Argument(help: ArgumentHelp("What it is compared with.", valueName: "b"), completion: .file())
    var new: String

    @Option(
        name: .customLong("report"),
        help: ArgumentHelp("Compare this report (repeatable; default: all).", valueName: "name"),
        completion: CompletionNames.reports)
    var names: [String] = []

    @Flag(help: "Only numbers outside the interval of the other.")
    var outside = false

    @Option(help: "The form of the rows.")
    var format: OutputFormatName = .table

    @OptionGroup var options: ReportOptions
    @OptionGroup var limits: RunLimits

    func run() throws {
        let reports = try (names.isEmpty ? ["all"] : names).flatMap(ReportCatalogue.reports(named:))
        let comparison = ReportComparison(try tables(of: old, reports), try tables(of: new, reports))
        var writer = ResultWriter(format: format.makeFormat(), sink: FileDescriptorSink.standardOutput())
        try writer.write(HeldRows(columns: ReportComparison.columns, rows: comparison.rows(onlyOutside: outside)))
        for table in comparison.missingTables {
            StandardError.write("cultivar: \(table.name) is \(table.presence.rawValue)\n")
        }
        StandardError.write("cultivar: \(account(of: comparison))\n")
    }

    private func tables(of path: String, _ reports: [ReportDefinition]) throws -> ComparedTables {
        var isFolder: ObjCBool = false
        if FileManager.default.fileExists(atPath: path, isDirectory: &isFolder), isFolder.boolValue {
            return try ComparedTables(inFolder: path, reports: reports, areAll: names.isEmpty)
        }
        let store = try Store.open(at: path, access: .readOnly)
        return try limits.run(on: store) {
            try ComparedTables(of: store, reports: reports, parameters: options.values)
        }
    }

    private func account(of comparison: ReportComparison) -> String {
        let changed = comparison.changes.filter { $0.presence == .changed }
        let outside = changed.filter { $0.isOutside == true }.count
        let lone = comparison.changes.count - changed.count
        return """
            \(changed.count) of \(comparison.valueCount) values differ, \(outside) of them outside the interval of the \
            other; \(lone) rows are in one only
            """
    }
}
