/// How a file is written. Memory is bounded by ``rowGroupBytes`` and a batch, whatever the number of rows.
public struct ParquetWriterOptions: Sendable {
    public var compression = WriterCompression.zstd
    /// A row group ends when it has this many rows,
    public var rowGroupRows = 262_144
    /// or this many bytes, compressed as far as they are.
    public var rowGroupBytes = 64 << 20
    /// A page ends when its values take this many bytes,
    public var pageBytes = 1 << 20
    /// or when it has this many rows: readers that skip by the page index skip whole pages.
    public var pageRows = 20_000
    /// A dictionary that grows larger is abandoned for the rest of its column chunk.
    public var dictionaryBytes = 1 << 20
    /// Bounds of texts in statistics are cut to this many bytes.
    public var boundBytes = 64
    /// The writer, as `<application> version <version>`.
    public var createdBy: String

    public init(createdBy: String) { self.createdBy = createdBy }
}
