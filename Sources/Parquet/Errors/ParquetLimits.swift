/// Bounds on what a file can make a reader do, whatever its headers claim.
public struct ParquetLimits: Sendable, Hashable {
    /// The bytes of a page, uncompressed. In addition, the size must not exceed what the codec can produce from the
    /// compressed bytes.
    public var pageBytes = Int(Int32.max)
    /// The entries (values and nulls) of a page. A run of equal levels takes a few bytes however long it is, so that
    /// the size of the file is no bound.
    public var pageEntries = 1 << 27
    /// The entries that ``ColumnChunkReader/nextBatch()`` gives at a time; memory for decoded values is bounded by
    /// them.
    public var batchEntries = 1 << 16

    /// The total number of list elements and map entries that a row of ``RowReader`` may have.
    public var rowElements = 1 << 24
    /// Whether the checksums of pages that have one are compared.
    public var verifiesChecksums = true

    public init() {}
}
