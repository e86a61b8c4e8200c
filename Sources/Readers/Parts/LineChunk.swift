import Foundation

/// Whole lines of a file that hold whole records, in memory.
public struct LineChunk: Sendable {
    let bytes: ByteStorage
    /// Where they begin in the uncompressed input.
    let offset: Int64
    /// The position in the file after them, without the number of records.
    let position: InputPosition
    /// So many bytes at its beginning are lines that are records, whatever quotes they have.
    var linesAhead = 0
    /// Where its records end, if the chunk alone does not show it; else empty.
    var frameEnds: [Int] = []
}

/// Provides memory for chunks, and recycles it when the last reader of a chunk is done.
///
/// Recycled memory stays mapped: fresh pages for each chunk would cost as much as reading the file.
final class ChunkMemory: @unchecked Sendable {
    private let lock = NSLock()
    /// Under the lock.
    private var free: [UnsafeMutablePointer<UInt8>] = []
    let chunkBytes: Int

    init(chunkBytes: Int) { self.chunkBytes = chunkBytes }

    deinit { for base in free { MovableMemory.free(base) } }

    /// Memory of `chunkBytes` bytes, plus the readable bytes after a ``ByteStorage``.
    func take() -> UnsafeMutablePointer<UInt8> {
        lock.withLock { free.popLast() } ?? MovableMemory.allocate(chunkBytes + ByteStorage.readableBeyond)
    }

    /// Memory for a chunk of another length; nil if the system does not give so much.
    static func allocateIfPossible(_ count: Int) -> UnsafeMutablePointer<UInt8>? {
        MovableMemory.allocateIfPossible(count + ByteStorage.readableBeyond)
    }

    func giveBack(_ base: UnsafeMutablePointer<UInt8>) { lock.withLock { free.append(base) } }
}
