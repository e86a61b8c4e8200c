import Parquet

/// Where a reader's bytes come from: a file, a stream, memory, or a decompressor over another source.
public protocol ByteSource: AnyObject {
    /// The name of the input in errors: a path as it was given, or a word for a stream.
    var name: String { get }

    /// Bytes read so far from the innermost input, that is, before decompression.
    var consumedBytes: Int64 { get }

    /// Size of the innermost input in bytes, `nil` if it is not known in advance (a pipe).
    var totalBytes: Int64? { get }

    /// Fills the front of `buffer`, which is not empty, and returns the number of bytes written; 0 is the end.
    ///
    /// May return fewer bytes than requested at any time. Throws ``ReadError``; after an error the source is not read
    /// again.
    func read(into buffer: UnsafeMutableRawBufferPointer) throws -> Int

    /// The same bytes with random access; nil for a stream. Throws ``ReadError``.
    func randomAccess() throws -> (any RandomAccessSource)?
}

extension ByteSource {
    public func randomAccess() throws -> (any RandomAccessSource)? { nil }
}
