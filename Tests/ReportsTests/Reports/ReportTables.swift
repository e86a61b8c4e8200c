import SQLite
import Warehouse

@testable import Reports
@testable import Tabular

/// The tables of reports as CSV.
enum ReportTables {
    /// Every table of every report that has something to say on the store, by the name of its file.
    static func all(
        on store: Store, reports: [ReportDefinition]? = nil, parameters: [String: SQLValue] = [:]
    ) throws -> [String: String] {
        let runner = ReportRunner(store: store, parameters: parameters)
        var tables: [String: String] = [:]
        for report in try runner.selecting(reports ?? ReportCatalogue.embedded()).runnable {
            for table in report.tables {
                let sink = MemorySink()
                try runner.write(table, of: report, format: .csv, to: sink)
                tables[report.fileName(of: table)] = sink.text
            }
        }
        return tables
    }

    /// One table as rows of cells by column, a null as nil.
    static func rows(
        _ name: String, on store: Store, parameters: [String: SQLValue] = [:]
    ) throws -> [[String: SQLValue]] {
        let runner = ReportRunner(store: store, parameters: parameters)
        guard let report = try ReportCatalogue.reports(named: name).first,
            let table = report.tables.first(where: { report.fileName(of: $0) == name })
        else { return [] }
        try runner.requireKnownParameters(in: [report])
        try runner.require(report)
        let source = try runner.rows(of: table, in: report)
        var rows: [[String: SQLValue]] = []
        while try source.step() {
            rows.append(Dictionary(zip(source.columnNames, source.row())) { first, _ in first })
        }
        return rows
    }
}
