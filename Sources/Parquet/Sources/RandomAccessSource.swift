/// Bytes of which any part can be read at any time, from several threads.
public protocol RandomAccessSource: Sendable {
    /// The name in messages.
    var name: String { get }

    var byteCount: Int64 { get }

    /// Fills `buffer` with the bytes from `offset` on. Throws ``ParquetProblem`` where they cannot be had in full.
    func read(at offset: Int64, into buffer: UnsafeMutableRawBufferPointer) throws(ParquetProblem)
}
