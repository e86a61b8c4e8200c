import SQLite
import Warehouse

@testable import Reports

extension ReportResult {
    /// A table of a report that a test writes down.
    static func made(header: String, rows: [[SQLValue]], parameters: [String: String] = [:]) throws -> ReportResult {
        let report = try ReportHeaderParser(file: "made.sql").parse(header + "\nselect 1", name: "made")
        let table = report.tables[0]
        return ReportResult(
            report: report, table: table, columns: table.columns.map(\.name), rows: rows, sql: table.sql,
            parameters: parameters)
    }

    static let header = """
        -- title: A & B
        -- question: Why_not?
        -- note: 5 % of all
        -- grain: one row for each stage
        -- column: stage: its name
        -- column: share (0 to 1): k / n
        -- column: share_low (0 to 1): lower end
        -- column: share_high (0 to 1): upper end
        -- column: never (samples): nothing
        """
}
