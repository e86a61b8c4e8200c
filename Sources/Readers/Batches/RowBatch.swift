/// A number of rows, column by column, and the counts of the records they were made from.
///
/// `recordsRead` = records that gave at least one row + `emptyRecords` + `rejects.count`.
public struct RowBatch: Sendable {
    public var rowCount: Int
    /// One column for each field of the projection, in its order.
    public var columns: [FieldColumn]
    /// For each row the 1-based number of its record in the file; rows of one record share it.
    public var recordNumbers: [Int64]
    /// Records met in this part of the file, good or bad.
    public var recordsRead: Int
    /// Valid records without rows, because the value to be expanded is absent or empty.
    public var emptyRecords: Int
    /// The corrections in the records that were read.
    public var amendments: AmendmentCounts = [:]
    /// By row, the surplus cells of CSV records that are kept with all of their cells.
    public var surplus: [Int: [String]] = [:]
    /// Records that could not be read.
    public var rejects: [Reject]
    /// The position in the file after this batch.
    public var position: InputPosition
    /// Fields with values that the projection neither asks for nor ignores, and the number of the first record that has
    /// them. Only for JSON records, and only if the projection says what it ignores.
    public var unknownFields: [FieldPath: Int64] = [:]
}
