#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// A column while it is filled. A value is appended to the row at hand; ``endRow()`` closes it.
struct ColumnBuilder {
    /// Spans are of 32 bits. A column that would outgrow them takes no more values, and the record at hand is rejected.
    static let maximumBytes = Int(Int32.max)

    private var bytes = GrowableBuffer<UInt8>(capacity: 1 << 12)
    private var spans = GrowableBuffer<ByteSpan>()
    private var kinds = GrowableBuffer<ValueKind>()
    private var offsets = GrowableBuffer<UInt32>()
    private(set) var isFull = false

    init() { offsets.append(0) }

    func deallocate() {
        bytes.deallocate()
        spans.deallocate()
        kinds.deallocate()
        offsets.deallocate()
    }

    @inline(__always)
    mutating func append(_ text: UnsafePointer<UInt8>, count: Int, kind: ValueKind) {
        guard bytes.count &+ count <= Self.maximumBytes else {
            isFull = true
            return
        }
        spans.append(
            ByteSpan(start: UInt32(truncatingIfNeeded: bytes.count), length: UInt32(truncatingIfNeeded: count)))
        kinds.append(kind)
        bytes.append(text, count: count)
    }

    /// Appends a string that still has the escapes of JSON, which the parser has found to be right.
    mutating func appendUnescaping(_ text: UnsafePointer<UInt8>, count: Int) {
        guard bytes.count &+ count <= Self.maximumBytes else {
            isFull = true
            return
        }
        let start = bytes.count
        bytes.commit(JSONText.unescape(text, count: count, into: bytes.reserve(count)))
        endValue(from: start, kind: .string)
    }

    /// Appends a quoted CSV cell whose quotes are still doubled.
    mutating func appendUndoubling(_ text: UnsafePointer<UInt8>, count: Int, quote: UInt8) {
        guard bytes.count &+ count <= Self.maximumBytes else {
            isFull = true
            return
        }
        let start = bytes.count
        bytes.commit(CSVText.undouble(text, count: count, quote: quote, into: bytes.reserve(count)))
        endValue(from: start, kind: .string)
    }

    mutating func append(_ number: Int64) {
        var digits = String(number)
        digits.withUTF8 { utf8 in
            if let base = utf8.baseAddress { append(base, count: utf8.count, kind: .number) }
        }
    }

    @inline(__always)
    private mutating func endValue(from start: Int, kind: ValueKind) {
        let length = UInt32(truncatingIfNeeded: bytes.count &- start)
        spans.append(ByteSpan(start: UInt32(truncatingIfNeeded: start), length: length))
        kinds.append(kind)
    }

    @inline(__always)
    mutating func endRow() { offsets.append(UInt32(truncatingIfNeeded: spans.count)) }

    /// Gives the row at hand the values of the row before it, without copying their bytes.
    mutating func repeatPreviousRow() {
        assert(offsets.count >= 2)
        for index in Int(offsets[offsets.count - 2])..<Int(offsets[offsets.count - 1]) {
            spans.append(spans[index])
            kinds.append(kinds[index])
        }
    }

    /// Forgets all rows after the first `rowCount`, and the row at hand.
    mutating func rollBack(toRow rowCount: Int) {
        offsets.truncate(to: rowCount + 1)
        spans.truncate(to: Int(offsets[rowCount]))
        kinds.truncate(to: spans.count)
        isFull = false
    }

    /// The column, and an empty builder in the place of this one.
    mutating func finish() -> FieldColumn {
        let column = FieldColumn(
            offsets: offsets.array(), spans: spans.array(), kinds: kinds.array(), bytes: ByteStorage(adopting: bytes))
        bytes = GrowableBuffer(capacity: max(bytes.count + bytes.count / 8, 1 << 12))
        spans.truncate(to: 0)
        kinds.truncate(to: 0)
        offsets.truncate(to: 1)
        return column
    }
}
