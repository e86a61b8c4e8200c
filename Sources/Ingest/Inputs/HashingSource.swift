import Digests
import Parallel
import Parquet
import Readers
import Warehouse

/// Passes on the bytes of another source and hashes them, so that a file is not read twice for its hash.
///
/// `Sendable` because it moves between threads and is never shared: one thread reads it at a time.
final class HashingSource: ByteSource, @unchecked Sendable {
    private let source: any ByteSource
    private var hashing = Hashing.here(ContentHash())

    private enum Hashing {
        case here(ContentHash)
        case behind(QueuedHash)
        case aside(Deferred<String>)
    }

    init(_ source: any ByteSource) { self.source = source }

    var name: String { source.name }
    var consumedBytes: Int64 { source.consumedBytes }
    var totalBytes: Int64? { source.totalBytes }

    func read(into buffer: UnsafeMutableRawBufferPointer) throws -> Int {
        let count = try source.read(into: buffer)
        let bytes = UnsafeRawBufferPointer(rebasing: buffer[..<count])
        switch hashing {
        case .here(let hash): hash.update(bytes)
        case .behind(let hash): hash.update(bytes)
        case .aside: break
        }
        return count
    }

    func randomAccess() throws -> (any RandomAccessSource)? { try source.randomAccess() }

    /// From now on another thread hashes copies of the bytes, because the reading thread has other work.
    func hashBehind() {
        if case .here(let hash) = hashing { hashing = .behind(QueuedHash(goingOn: hash)) }
    }

    /// Reads all bytes again for the hash, on a separate thread: for a source that is not read in order.
    ///
    /// - Parameter open: gives the same bytes from their beginning.
    func hashAside(_ open: @escaping @Sendable () throws -> any ByteSource) {
        hashing = .aside(
            Deferred {
                let hash = ContentHash()
                try open().forEachPiece(hash.update)
                return hash.finish()
            })
    }

    /// The hash of all bytes of the source, including those that were not read; to be called once.
    ///
    /// - Throws: `ReadError`.
    func finish() throws -> String {
        switch hashing {
        case .here(let hash):
            try forEachPiece { _ in }
            return hash.finish()
        case .behind(let hash):
            try forEachPiece { _ in }
            return hash.finish()
        case .aside(let hash): return try hash.value()
        }
    }
}

extension ByteSource {
    /// Reads to the end and calls `body` with the bytes.
    func forEachPiece(_ body: (UnsafeRawBufferPointer) -> Void) throws {
        try withUnsafeTemporaryAllocation(byteCount: 1 << 18, alignment: 16) { buffer in
            while true {
                let count = try read(into: buffer)
                if count == 0 { return }
                body(UnsafeRawBufferPointer(rebasing: buffer[..<count]))
            }
        }
    }
}
