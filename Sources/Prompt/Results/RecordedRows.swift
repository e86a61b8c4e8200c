import Reports
import SQLite
import Tabular
import Warehouse

/// Rows that are being shown; the first ones are kept for `.chart`.
final class RecordedRows: RowSource {
    private let source: any RowSource
    private(set) var kept: KeptResult
    /// How many rows there were.
    private(set) var count = 0

    init(_ source: any RowSource) {
        self.source = source
        kept = KeptResult(columns: source.columnNames)
    }

    var columnNames: [String] { kept.columns }

    func step() throws -> Bool {
        let hasRow = try source.step()
        if hasRow {
            count += 1
            if !kept.isFull { kept.keep(source.row()) }
        }
        return hasRow
    }

    func row() -> [SQLValue] { source.row() }
}
