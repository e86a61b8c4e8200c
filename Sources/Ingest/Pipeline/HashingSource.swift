import Foundation
import Parquet
import Readers

/// Hands on the bytes of another source and hashes them on the way, so that a file is not read twice for its hash.
///
/// `Sendable` because it changes hands and is not shared: one thread reads it, or hashes its rest, at a time.
final class HashingSource: ByteSource, @unchecked Sendable {
    private let source: any ByteSource
    private let hash = ContentHash()
    /// Is entered while a thread hashes the rest.
    private let hashing = DispatchGroup()
    /// Of that thread; to be read when it is done.
    private var failure: (any Error)?

    init(_ source: any ByteSource) { self.source = source }

    var name: String { source.name }
    var consumedBytes: Int64 { source.consumedBytes }
    var totalBytes: Int64? { source.totalBytes }

    func read(into buffer: UnsafeMutableRawBufferPointer) throws -> Int {
        let count = try source.read(into: buffer)
        hash.update(UnsafeRawBufferPointer(rebasing: buffer[..<count]))
        return count
    }

    func randomAccess() throws -> (any RandomAccessSource)? { try source.randomAccess() }

    /// Begins to read and hash the rest on a thread of its own, while the file is read in other ways.
    func hashRestAside() {
        hashing.enter()
        Thread { [self] in
            do { try readRest() } catch { failure = error }
            hashing.leave()
        }.start()
    }

    /// The hash of all bytes of the source, also of those that no one asked for; to be called once.
    ///
    /// - Throws: `ReadError`.
    func finish() throws -> String {
        hashing.wait()
        if let failure { throw failure }
        try readRest()
        return hash.finish()
    }

    private func readRest() throws {
        try withUnsafeTemporaryAllocation(byteCount: 1 << 18, alignment: 16) { buffer in
            while try read(into: buffer) > 0 {}
        }
    }
}
