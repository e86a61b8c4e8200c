#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// Cuts a source into chunks of whole lines.
final class LineChunker {
    private let source: any ByteSource
    private let memory: ChunkMemory
    private let maximumRecordBytes: Int
    /// The chunk that is being filled; longer than the memory's chunks where a line is.
    private var base: UnsafeMutablePointer<UInt8>
    private var capacity: Int
    private var count = 0
    private var isAtEnd = false
    private var failure: (any Error)?
    /// Where the chunk begins in the uncompressed input.
    private var offset: Int64

    /// - Parameters:
    ///   - window: its source is read on from where it stands, after the bytes that it has at hand.
    ///   - chunkBytes: the length of a chunk, unless a line is longer.
    init(_ window: InputWindow, chunkBytes: Int, maximumRecordBytes: Int) {
        source = window.source
        memory = ChunkMemory(chunkBytes: max(chunkBytes, window.count))
        self.maximumRecordBytes = maximumRecordBytes
        base = memory.take()
        capacity = memory.chunkBytes
        base.update(from: window.text, count: window.count)
        count = window.count
        offset = window.offset
        isAtEnd = window.isAtEnd
        failure = window.failure
    }

    deinit { release(base) }

    /// The next lines; nil at the end.
    ///
    /// - Throws: `ReadError` where the input breaks off, after the lines before that. A line cut by the break is not
    ///   given.
    func next() throws -> FilePart? {
        while true {
            fill()
            if let end = lastLineEnd() { return .lines(cut(at: end)) }
            if isAtEnd {
                if let failure { throw failure }
                return count == 0 ? nil : .lines(cut(at: count))
            }
            if count > maximumRecordBytes { return try skipLongLine() }
            grow()
        }
    }

    /// Passes over `records` lines that are not blank, and tells how many records and lines it passed over.
    ///
    /// - Throws: `ReadError`.
    func skip(records: Int64) throws -> PartExtent {
        var skipped = PartExtent()
        while skipped.records < records {
            fill()
            var end = count
            if let found = memchr(base, 0x0A, count) {
                end = UnsafeRawPointer(base).distance(to: found) + 1
            } else if !isAtEnd {
                if count > maximumRecordBytes {
                    _ = try skipLongLine()
                    skipped += PartExtent(records: 1, lines: 1)
                } else {
                    grow()
                }
                continue
            } else if count == 0 || failure != nil {
                break
            }
            // Line by line, but each chunk is moved to the front only once.
            var start = 0
            while skipped.records < records {
                let isBlank = ByteScan.skipSpace(base + start, from: 0, count: end - start) == end - start
                skipped += PartExtent(records: isBlank ? 0 : 1, lines: 1)
                start = end
                guard let found = memchr(base + start, 0x0A, count - start) else { break }
                end = UnsafeRawPointer(base).distance(to: found) + 1
            }
            drop(start)
        }
        return skipped
    }

    private func fill() {
        while count < capacity, !isAtEnd {
            do {
                let room = UnsafeMutableRawBufferPointer(start: base + count, count: capacity - count)
                let added = try source.read(into: room)
                count += added
                isAtEnd = added == 0
            } catch {
                failure = error
                isAtEnd = true
            }
        }
    }

    /// The index after the last line feed at hand.
    private func lastLineEnd() -> Int? {
        UnsafeBufferPointer(start: base, count: count).lastIndex(of: 0x0A).map { $0 + 1 }
    }

    /// Gives the first `end` bytes away as a chunk; what follows begins the next one.
    private func cut(at end: Int) -> LineChunk {
        let chunk = base
        let isOfMemory = capacity == memory.chunkBytes
        let rest = count - end
        let memory = memory
        capacity = max(memory.chunkBytes, rest)
        base = capacity == memory.chunkBytes ? memory.take() : ChunkMemory.allocate(capacity)
        base.update(from: chunk + end, count: rest)
        count = rest
        defer { offset += Int64(end) }
        let bytes = ByteStorage(adopting: chunk, count: end) { base in
            if isOfMemory { memory.giveBack(base) } else { base.deallocate() }
        }
        return LineChunk(bytes: bytes, offset: offset, position: position(after: end))
    }

    private func position(after end: Int) -> InputPosition {
        InputPosition(
            consumedBytes: source.consumedBytes, totalBytes: source.totalBytes, uncompressedBytes: offset + Int64(end),
            records: 0)
    }

    private func grow() {
        let larger = ChunkMemory.allocate(capacity * 2)
        larger.update(from: base, count: count)
        release(base)
        base = larger
        capacity *= 2
    }

    private func release(_ base: UnsafeMutablePointer<UInt8>) {
        if capacity == memory.chunkBytes { memory.giveBack(base) } else { base.deallocate() }
    }

    private func drop(_ consumed: Int) {
        memmove(base, base + consumed, count - consumed)
        count -= consumed
        offset += Int64(consumed)
    }

    /// Drops the line at the front piece by piece, so that its length costs no memory.
    private func skipLongLine() throws -> FilePart {
        while count < Reject.excerptBytes, !isAtEnd {
            grow()
            fill()
        }
        let lineFeed = memchr(base, 0x0A, count)
        let length = min(lineFeed.map { UnsafeRawPointer(base).distance(to: $0) } ?? count, Reject.excerptBytes)
        let excerpt = String(decoding: UnsafeBufferPointer(start: base, count: length), as: UTF8.self)
        let reject = Reject(
            recordNumber: 1, line: 1, byteOffset: offset, column: nil,
            reason: .recordTooLong(limit: maximumRecordBytes), excerpt: excerpt)
        repeat {
            if let found = memchr(base, 0x0A, count) {
                drop(UnsafeRawPointer(base).distance(to: found) + 1)
                break
            }
            drop(count)
            fill()
        } while count > 0
        return .longLine(reject, position(after: 0))
    }
}
