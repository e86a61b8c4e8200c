import Digests
import Readers

/// Hands on the bytes of another source and hashes them on the way, so that a file is not read twice for its hash.
final class HashingSource: ByteSource {
    private let source: any ByteSource
    private let hash = ContentHash()

    init(_ source: any ByteSource) { self.source = source }

    var name: String { source.name }
    var consumedBytes: Int64 { source.consumedBytes }
    var totalBytes: Int64? { source.totalBytes }

    func read(into buffer: UnsafeMutableRawBufferPointer) throws -> Int {
        let count = try source.read(into: buffer)
        hash.update(UnsafeRawBufferPointer(rebasing: buffer[..<count]))
        return count
    }

    /// The hash of all bytes of the source, also of those that no one asked for; to be called once.
    ///
    /// - Throws: `ReadError`.
    func finish() throws -> String {
        try withUnsafeTemporaryAllocation(byteCount: 1 << 16, alignment: 16) { buffer in
            while try read(into: buffer) > 0 {}
        }
        return hash.finish()
    }
}
