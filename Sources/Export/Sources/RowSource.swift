/// Where the rows of an export come from.
protocol RowSource: AnyObject {
    var columns: [ExportColumn] { get }

    /// The columns with a kind for each that holds all its values, for a format that needs one.
    ///
    /// - Throws: `SQLError`.
    func typedColumns() throws -> [ExportColumn]

    /// The rows that the conditions leave.
    ///
    /// - Throws: `SQLError`, `StoreError`.
    func selectedRows() throws -> RowSet

    /// The cell of each row of a set, in ascending order of the rows.
    ///
    /// - Parameter names: columns with one value a row, by which rows of equal values share a cell.
    /// - Throws: `ExportError` for a column that cannot tell cells apart, `SQLError`, `StoreError`.
    func cells(of rows: RowSet, by names: [String]) throws -> CellAssignment

    /// Gives the rows of a set in ascending order, in batches; all rows for nil.
    ///
    /// - Throws: `SQLError`, `StoreError`, and what `body` throws.
    func forEachBatch(of rows: RowSet?, _ body: (ExportBatch) throws -> Void) throws
}
