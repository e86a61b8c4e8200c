import SQLite
import Warehouse

/// One table of a report as it came out of a store: all of its rows, in memory.
public struct ReportResult {
    public var report: ReportDefinition
    public var table: ReportTable
    public var columns: [String]
    /// Each with one value per column.
    public var rows: [[SQLValue]]
    /// The statement that was run.
    public var sql: String
    /// The report's parameters with the values that were used.
    public var parameters: [String: String]

    /// The name of its files without their ending.
    public var name: String { report.fileName(of: table) }

    /// What the header says of a column; nil where it says nothing.
    func definition(of column: String) -> ReportColumn? { table.columns.first { $0.name == column } }
}
