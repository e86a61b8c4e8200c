import Tabular

/// Where the rows of an export come from.
protocol RowSource: AnyObject {
    var columns: [ExportColumn] { get }

    /// The columns, each with a kind that holds all its values, for a format that needs kinds.
    ///
    /// - Throws: `SQLError`.
    func typedColumns() throws -> [ExportColumn]

    /// The rows that the conditions leave.
    ///
    /// - Throws: `SQLError`, `StoreError`.
    func selectedRows() throws -> RowSet

    /// The cell of each row of a set, in ascending order of the rows.
    ///
    /// - Parameter names: columns with one value per row; rows with equal values share a cell.
    /// - Throws: `ExportError` for a column that cannot define cells, `SQLError`, `StoreError`.
    func cells(of rows: RowSet, by names: [String]) throws -> CellAssignment

    /// Gives the rows of a set in ascending order, in batches; all rows for nil.
    ///
    /// - Throws: `SQLError`, `StoreError`, and what `body` throws.
    func forEachBatch(of rows: RowSet?, _ body: (ExportBatch) throws -> Void) throws
}
