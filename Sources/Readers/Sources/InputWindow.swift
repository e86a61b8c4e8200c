#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// The part of a source that is in memory: a buffer that slides over the uncompressed bytes.
///
/// Positions are relative to `start`, the first unprocessed byte, so that they stay valid when the buffer slides.
///
/// Here and in the other classes of the hot path, properties that are used for every record or cell skip the dynamic
/// check for overlapping access, which took a tenth of the time. This is safe: none is passed `inout` beyond a single
/// statement.
final class InputWindow {
    let source: any ByteSource
    private let chunkBytes: Int
    @exclusivity(unchecked) private var buffer: UnsafeMutablePointer<UInt8>
    /// Bytes that are shown instead of the window's own buffer.
    private var shown: ByteStorage?
    private var capacity: Int
    @exclusivity(unchecked) private var start = 0
    @exclusivity(unchecked) private var end = 0
    @exclusivity(unchecked) private(set) var isAtEnd = false
    /// Why reading stopped before the end, if it did. What was read before stays readable.
    private(set) var failure: (any Error)?
    /// Offset in the uncompressed input of the first unprocessed byte.
    @exclusivity(unchecked) private(set) var offset: Int64 = 0

    /// The byte that ends a line, for counting: a line feed, or a carriage return in files that have only those.
    var lineBreak: UInt8 = 0x0A
    private var countedLines: Int64 = 0
    private var countedUpTo = 0

    init(_ source: any ByteSource, chunkBytes: Int) {
        self.source = source
        self.chunkBytes = max(1, chunkBytes)
        capacity = max(self.chunkBytes, 1 << 12)
        buffer = MovableMemory.allocate(capacity)
    }

    /// A window over bytes that are in memory already: those of the last ``show(_:at:)``.
    init(showing source: any ByteSource) {
        self.source = source
        chunkBytes = 1
        capacity = 0
        buffer = MovableMemory.allocate(1)
        isAtEnd = true
    }

    deinit {
        if shown == nil { MovableMemory.free(buffer) }
    }

    /// Shows `bytes`, which are `offset` bytes after the start of the uncompressed input, instead of the previous
    /// bytes.
    func show(_ bytes: ByteStorage, at offset: Int64) {
        if shown == nil { MovableMemory.free(buffer) }
        shown = bytes
        buffer = bytes.base
        start = 0
        end = bytes.count
        self.offset = offset
        countedLines = 0
        countedUpTo = 0
    }

    /// The buffered bytes; valid until the next ``fill(atLeast:)``.
    @inline(__always)
    var text: UnsafePointer<UInt8> { UnsafePointer(buffer + start) }

    @inline(__always)
    var count: Int { end &- start }

    /// Whether the bytes in the window begin with a byte order mark of UTF-8.
    var beginsWithByteOrderMark: Bool {
        UnsafeBufferPointer(start: text, count: count).starts(with: ForeignFormat.byteOrderMark)
    }

    /// The input is cut short by an error, so a record at its end may be incomplete.
    var endsInFailure: Bool { failure != nil }

    /// Drops the first `consumed` buffered bytes.
    @inline(__always)
    func advance(_ consumed: Int) {
        assert(consumed >= 0 && consumed <= count)
        start &+= consumed
        offset &+= Int64(consumed)
    }

    /// Reads until at least `wanted` bytes are buffered or the input ends; false if no byte was added.
    ///
    /// A scan that finds its record unfinished requests twice as many bytes, so repeated scans take linear time in
    /// total.
    func fill(atLeast wanted: Int) -> Bool {
        guard !isAtEnd else { return false }
        let before = count
        makeRoom(for: wanted)
        while count < wanted && !isAtEnd { readOnce() }
        return count > before
    }

    /// Reads until the window has twice as many bytes, but at most one more than a record may have; false if no byte
    /// was added.
    func fillForRecord(of maximumBytes: Int) -> Bool {
        fill(atLeast: max(min(count * 2, maximumBytes + 2), count + 1))
    }

    /// Reads one more chunk; false if the input has ended.
    func fillOnce() -> Bool {
        guard !isAtEnd else { return false }
        let before = count
        makeRoom(for: before + min(chunkBytes, max(before, 1 << 12)))
        if !isAtEnd { readOnce() }
        return count > before
    }

    private func readOnce() {
        do {
            let room = UnsafeMutableRawBufferPointer(start: buffer + end, count: min(chunkBytes, capacity - end))
            let added = try source.read(into: room)
            end += added
            isAtEnd = added == 0
        } catch {
            failure = error
            isAtEnd = true
        }
    }

    /// Moves the buffered bytes to `buffer` or, if there are none, reads past the window. Returns the number of bytes
    /// written; 0 is the end.
    ///
    /// - Throws: what the source threw.
    func read(into buffer: UnsafeMutableRawBufferPointer) throws -> Int {
        if count > 0 {
            let taken = min(count, buffer.count)
            buffer.copyMemory(from: UnsafeRawBufferPointer(start: text, count: taken))
            advance(taken)
            return taken
        }
        if let failure { throw failure }
        return isAtEnd ? 0 : try source.read(into: buffer)
    }

    /// Without the memory for it the input ends in a failure.
    private func makeRoom(for wanted: Int) {
        if start > 0 {
            countLines(upTo: start)
            memmove(buffer, buffer + start, end - start)
            countedUpTo -= start
            end -= start
            start = 0
        }
        guard capacity < wanted else { return }
        let wanted = max(wanted, capacity * 2)
        guard let grown = MovableMemory.grow(buffer, to: wanted) else {
            failure = ReadError.readFailed(
                file: source.name, offset: source.consumedBytes, systemError: ENOMEM)
            isAtEnd = true
            return
        }
        buffer = grown
        capacity = wanted
    }

    /// The 1-based number of the line that holds the byte at `position`. Amortised one pass over the input.
    func line(at position: Int) -> Int64 {
        countLines(upTo: start)
        return countedLines + Int64(ByteScan.count(lineBreak, in: buffer + start, count: min(position, count))) + 1
    }

    private func countLines(upTo limit: Int) {
        guard limit > countedUpTo else { return }
        countedLines += Int64(ByteScan.count(lineBreak, in: buffer + countedUpTo, count: limit - countedUpTo))
        countedUpTo = limit
    }

    /// The first bytes at `position`, decoded with replacement characters, so that a person can recognise them.
    func excerpt(from position: Int = 0, count wanted: Int) -> String {
        let first = min(position, count)
        let length = min(max(wanted, 0), Reject.excerptBytes, count - first)
        return String(decoding: UnsafeBufferPointer(start: text + first, count: length), as: UTF8.self)
    }
}
