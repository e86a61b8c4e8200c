/// Bytes with random access from several threads.
public protocol RandomAccessSource: Sendable {
    /// The name in messages.
    var name: String { get }

    var byteCount: Int64 { get }

    /// Fills `buffer` with the bytes from `offset` on. Throws ``ParquetProblem`` if not all of them can be read.
    func read(at offset: Int64, into buffer: UnsafeMutableRawBufferPointer) throws(ParquetProblem)
}
