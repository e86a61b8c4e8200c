/// The position of a reader.
public struct InputPosition: Sendable, Hashable {
    /// Bytes read from the file on disk, compressed or not.
    public var consumedBytes: Int64
    /// Size of that file, `nil` for a stream.
    public var totalBytes: Int64?
    /// Uncompressed bytes of the records dealt with.
    public var uncompressedBytes: Int64
    /// Records dealt with since the beginning of the file.
    public var records: Int64

    public init(consumedBytes: Int64, totalBytes: Int64?, uncompressedBytes: Int64, records: Int64) {
        self.consumedBytes = consumedBytes
        self.totalBytes = totalBytes
        self.uncompressedBytes = uncompressedBytes
        self.records = records
    }
}
