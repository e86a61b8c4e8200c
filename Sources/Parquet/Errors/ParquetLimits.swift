/// Bounds on what a file can make a reader do, whatever its headers claim.
public struct ParquetLimits: Sendable, Hashable {
    /// The bytes of a page, uncompressed. Besides, no codec is believed to have shrunk a page by more than it can.
    public var pageBytes = Int(Int32.max)
    /// The entries (values and nulls) of a page. A run of equal levels takes a few bytes however long it is, so that
    /// the size of the file is no bound.
    public var pageEntries = 1 << 27
    /// The entries that ``ColumnChunkReader/nextBatch()`` gives at a time; what is decoded is held for that many.
    public var batchEntries = 1 << 16

    /// The list elements and map entries, all counted, that a row of ``RowReader`` may have.
    public var rowElements = 1 << 24
    /// Whether the checksums of pages that have one are compared.
    public var verifiesChecksums = true

    public init() {}
}
