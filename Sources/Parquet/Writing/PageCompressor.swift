/// Compresses pages.
struct PageCompressor: Sendable {
    let compression: WriterCompression

    /// - Throws: `ParquetWriterError.cannotCompress`, which only a lack of memory causes.
    /// - Complexity: linear, from 20 MB/s (gzip) to memory speed (none).
    func compress(_ bytes: [UInt8]) throws -> [UInt8] {
        do {
            guard let codec = try compression.codec.compression() else { return bytes }
            return try bytes.withUnsafeBytes(codec.compress)
        } catch {
            throw ParquetWriterError.cannotCompress(compression)
        }
    }
}
