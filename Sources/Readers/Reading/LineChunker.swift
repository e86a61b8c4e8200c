#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// Cuts a source into chunks of whole records.
final class LineChunker {
    private let window: InputWindow
    private let boundaries: any RecordBoundaries
    private let memory: ChunkMemory
    private let maximumRecordBytes: Int
    private let options: ReaderOptions
    /// The chunk that is being filled; longer than the memory's chunks if a record is.
    private var base: UnsafeMutablePointer<UInt8>
    private var capacity: Int
    private var count = 0
    private var isAtEnd = false
    private var failure: (any Error)?
    /// Where the chunk begins in the uncompressed input.
    private var offset: Int64
    /// The number of first bytes of the chunk in which each line is a record, since the text before was skipped.
    private var linesAhead = 0

    /// - Parameters:
    ///   - window: is read from its current position.
    ///   - options: say how long a chunk is, unless a record is longer, and how long a record may be.
    init(_ window: InputWindow, _ boundaries: any RecordBoundaries, options: ReaderOptions) {
        self.window = window
        self.boundaries = boundaries
        memory = ChunkMemory(chunkBytes: max(options.partBytes, 1))
        maximumRecordBytes = options.maximumRecordBytes
        self.options = options
        base = memory.take()
        capacity = memory.chunkBytes
        offset = window.offset
    }

    deinit { release(base) }

    /// The input has ended, and the buffered bytes are complete.
    private var isFinal: Bool { isAtEnd && failure == nil }

    /// The next records; nil at the end.
    ///
    /// - Throws: `ReadError` if the input breaks off, after the records before the break. A record cut by the break is
    ///   not given.
    func next() throws -> FilePart? {
        if linesAhead > 0 {
            defer { linesAhead = 0 }
            return .lines(cut(at: linesAhead))
        }
        while true {
            fill()
            switch boundaries.lastCut(in: base, count: count, isFinal: isFinal) {
            case .end(let end): return .lines(cut(at: end))
            case .frames(let ends):
                var chunk = cut(at: ends.last ?? count)
                chunk.frameEnds = ends
                return .lines(chunk)
            case .tooLong:
                let (reject, lines) = skipLongRecord()
                return .longRecord(reject, position(after: 0), lines: lines)
            case .incomplete:
                if let failure { throw failure }
                if isAtEnd { return nil }
                grow()
            }
        }
    }

    /// Skips `records` records, and returns how many records and lines it skipped.
    func skip(records: Int64) -> PartExtent {
        var skipped = PartExtent()
        // Record by record, but each chunk is moved to the front only once.
        var position = 0
        fill()
        skip: while skipped.records < records {
            let rest = count - position
            switch rest == 0 ? .incomplete : boundaries.first(in: base + position, count: rest, isFinal: isFinal) {
            case .record(let end), .fault(let end), .line(let end):
                position += end
                skipped.records += 1
            case .records(let ends):
                let wanted = Int(min(Int64(ends.count), records - skipped.records))
                position += ends[wanted - 1]
                skipped.records += Int64(wanted)
                linesAhead = (ends.last ?? 0) - ends[wanted - 1]
            case .blank(let end): position += end
            case .incomplete:
                if isAtEnd { break skip }
                if position == 0 { grow() }
                skipped.lines += drop(position)
                position = 0
                fill()
            case .tooLong:
                skipped.lines += drop(position)
                position = 0
                skipped.lines += skipLongRecord().lines
                skipped.records += 1
                fill()
            }
        }
        skipped.lines += drop(position)
        return skipped
    }

    private func fill() {
        while count < capacity, !isAtEnd {
            do {
                let room = UnsafeMutableRawBufferPointer(start: base + count, count: capacity - count)
                let added = try window.read(into: room)
                count += added
                isAtEnd = added == 0
            } catch {
                failure = error
                isAtEnd = true
            }
        }
    }

    /// Returns the first `end` bytes as a chunk; the rest begins the next one.
    private func cut(at end: Int) -> LineChunk {
        let chunk = base
        let isOfMemory = capacity == memory.chunkBytes
        let rest = count - end
        let memory = memory
        capacity = memory.chunkBytes
        count = rest
        if rest <= memory.chunkBytes {
            base = memory.take()
        } else if let longer = ChunkMemory.allocateIfPossible(rest) {
            base = longer
            capacity = rest
        } else {
            base = memory.take()
            count = 0
            endForLackOfMemory()
        }
        base.update(from: chunk + end, count: count)
        defer { offset += Int64(end) }
        let bytes = ByteStorage(adopting: chunk, count: end) { base in
            if isOfMemory { memory.giveBack(base) } else { MovableMemory.free(base) }
        }
        return LineChunk(bytes: bytes, offset: offset, position: position(after: end), linesAhead: linesAhead)
    }

    private func position(after end: Int) -> InputPosition {
        InputPosition(
            consumedBytes: window.source.consumedBytes, totalBytes: window.source.totalBytes,
            uncompressedBytes: offset + Int64(end), records: 0)
    }

    private func grow() {
        // The longer memory leaves with the chunk; one of the usual length is made when it is needed.
        let wanted = max(capacity + 1, min(capacity * 2, maximumRecordBytes + memory.chunkBytes))
        guard let grown = MovableMemory.grow(base, to: wanted + ByteStorage.readableBeyond) else {
            return endForLackOfMemory()
        }
        base = grown
        capacity = wanted
    }

    private func endForLackOfMemory() {
        failure = ReadError.readFailed(
            file: window.source.name, offset: window.source.consumedBytes, systemError: ENOMEM)
        isAtEnd = true
    }

    /// Returns to a chunk of the usual length after a long record.
    private func shrink() {
        guard capacity > memory.chunkBytes, count <= memory.chunkBytes else { return }
        let usual = memory.take()
        usual.update(from: base, count: count)
        release(base)
        base = usual
        capacity = memory.chunkBytes
    }

    private func release(_ base: UnsafeMutablePointer<UInt8>) {
        if capacity == memory.chunkBytes { memory.giveBack(base) } else { MovableMemory.free(base) }
    }

    /// Drops the first bytes, and returns how many lines end in them.
    @discardableResult
    private func drop(_ consumed: Int) -> Int64 {
        let lines = ByteScan.count(boundaries.lineBreak, in: base, count: consumed)
        memmove(base, base + consumed, count - consumed)
        count -= consumed
        offset += Int64(consumed)
        return Int64(lines)
    }

    /// Drops the record at the front piece by piece, so that its length costs no memory. Returns how many lines end in
    /// it.
    private func skipLongRecord() -> (Reject, lines: Int64) {
        while count < Reject.excerptBytes, !isAtEnd {
            grow()
            fill()
        }
        let scan = boundaries.longRecordScan()
        var end = scan(base, count)
        let length = min(end.map { $0 - 1 } ?? count, Reject.excerptBytes)
        let excerpt = String(decoding: UnsafeBufferPointer(start: base, count: length), as: UTF8.self)
        let reject = Reject(
            recordNumber: 1, line: options.knowsLines ? 1 : nil, byteOffset: options.knowsOffsets ? offset : nil,
            column: nil,
            reason: .recordTooLong(limit: maximumRecordBytes), excerpt: excerpt)
        var lines: Int64 = 0
        while end == nil {
            lines += drop(count)
            shrink()
            fill()
            if count == 0 { return (reject, max(lines, 1)) }
            end = scan(base, count)
        }
        lines += drop(end ?? count)
        shrink()
        return (reject, lines)
    }
}
