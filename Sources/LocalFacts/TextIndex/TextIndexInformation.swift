/// The description of the text index of one column.
public struct TextIndexInformation: Sendable, Equatable {
    /// The fact table of the column.
    public var table: String
    public var column: String
    public var rowGroupCount: Int
    /// How many of them the index covers; the texts of the others are read.
    public var indexedCount: Int
    /// Bytes of its pages.
    public var byteCount: Int64
    /// Distinct terms, counted once a row group.
    public var termCount: Int64
    /// Bytes of the texts' compressed blocks, for comparison.
    public var textByteCount: Int64

    package init(
        table: String, column: String, rowGroupCount: Int, indexedCount: Int, byteCount: Int64, termCount: Int64,
        textByteCount: Int64
    ) {
        self.table = table
        self.column = column
        self.rowGroupCount = rowGroupCount
        self.indexedCount = indexedCount
        self.byteCount = byteCount
        self.termCount = termCount
        self.textByteCount = textByteCount
    }
}
