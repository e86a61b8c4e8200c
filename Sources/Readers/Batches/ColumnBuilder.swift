#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// A column while it is filled. A value is appended to the current row; ``endRow()`` closes it.
struct ColumnBuilder {
    /// Spans are of 32 bits. A column that would outgrow them takes no more values, and the current record is rejected.
    static let maximumBytes = Int(Int32.max)

    private var bytes = GrowableBuffer<UInt8>(capacity: 1 << 12)
    private var spans = GrowableBuffer<ByteSpan>()
    private var kinds = GrowableBuffer<ValueKind>()
    private var offsets = GrowableBuffer<UInt32>()
    /// The values as numbers of a dictionary instead of spans, as long as that pays.
    private var codes = GrowableBuffer<UInt32>()
    private var dictionary = ValueDictionary()
    private var isCoded = false
    private var wasCoded = false
    /// Bytes of the input that are shared: a value in them is not copied.
    private var input: ByteStorage?
    private var inputBase: UnsafePointer<UInt8>?
    private var inputCount = 0
    private(set) var isFull = false

    init() { offsets.append(0) }

    func deallocate() {
        bytes.deallocate()
        spans.deallocate()
        kinds.deallocate()
        offsets.deallocate()
        codes.deallocate()
        dictionary.deallocate()
    }

    /// Shares `input`: values in it are not copied, until other input is shared.
    mutating func share(_ input: ByteStorage) {
        if !wasCoded { (isCoded, wasCoded) = (true, true) }
        self.input = input
        inputBase = UnsafePointer(input.base)
        inputCount = input.count
    }

    @inline(__always)
    mutating func append(_ text: UnsafePointer<UInt8>, count: Int, kind: ValueKind) {
        if let inputBase, UInt(bitPattern: text) &- UInt(bitPattern: inputBase) < UInt(inputCount) {
            if isCoded {
                if kind == .string, count <= ShortValueTable.maximumByteCount {
                    return append(ShortValueTable.Key(text, count: count), text, count: count)
                }
                return codes.append(dictionary.number(ofOther: text, count: count, kind: kind))
            }
            let start = text - inputBase
            spans.append(
                ByteSpan(start: UInt32(truncatingIfNeeded: start), length: UInt32(truncatingIfNeeded: count)))
            kinds.append(kind)
            return
        }
        guard hasRoom(for: count) else { return }
        if isCoded { return codes.append(dictionary.number(ofOther: text, count: count, kind: kind)) }
        let start = inputCount &+ bytes.count
        spans.append(ByteSpan(start: UInt32(truncatingIfNeeded: start), length: UInt32(truncatingIfNeeded: count)))
        kinds.append(kind)
        bytes.append(text, count: count)
    }

    /// Appends a short string from the shared input, whose key is known already.
    @inline(__always)
    mutating func append(_ key: ShortValueTable.Key, _ text: UnsafePointer<UInt8>, count: Int) {
        if isCoded {
            codes.append(dictionary.number(of: key, text, count: count))
        } else {
            append(text, count: count, kind: .string)
        }
    }

    /// Appends a value without bytes.
    mutating func appendEmpty(kind: ValueKind) { endValue(from: bytes.count, kind: kind) }

    @inline(__always)
    private mutating func hasRoom(for count: Int) -> Bool {
        let fits = inputCount &+ bytes.count &+ count <= Self.maximumBytes
        if !fits { isFull = true }
        return fits
    }

    /// Appends a string of at most `count` bytes. `write` puts it at the address and gives its length.
    @inline(__always)
    mutating func appendString(atMost count: Int, _ write: (UnsafeMutablePointer<UInt8>) -> Int) {
        guard hasRoom(for: count) else { return }
        let start = bytes.count
        bytes.commit(write(bytes.reserve(count)))
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
        if isCoded {
            codes.append(dictionary.number(ofOther: bytes.base + start, count: bytes.count &- start, kind: kind))
            return bytes.truncate(to: start)
        }
        let length = UInt32(truncatingIfNeeded: bytes.count &- start)
        spans.append(ByteSpan(start: UInt32(truncatingIfNeeded: inputCount &+ start), length: length))
        kinds.append(kind)
    }

    @inline(__always)
    mutating func endRow() {
        // The values are in one of the two.
        offsets.append(UInt32(truncatingIfNeeded: spans.count &+ codes.count))
    }

    /// Gives the current row the values of the previous row, without copying their bytes.
    mutating func repeatPreviousRow() {
        assert(offsets.count >= 2)
        for index in Int(offsets[offsets.count - 2])..<Int(offsets[offsets.count - 1]) {
            if isCoded {
                codes.append(codes[index])
            } else {
                spans.append(spans[index])
                kinds.append(kinds[index])
            }
        }
    }

    /// Drops all rows after the first `rowCount`, and the current row.
    mutating func rollBack(toRow rowCount: Int) {
        offsets.truncate(to: rowCount + 1)
        let valueCount = Int(offsets[rowCount])
        codes.truncate(to: isCoded ? valueCount : 0)
        spans.truncate(to: isCoded ? 0 : valueCount)
        kinds.truncate(to: spans.count)
        isFull = false
    }

    /// The column, and an empty builder in the place of this one.
    mutating func finish() -> FieldColumn {
        defer { offsets.truncate(to: 1) }
        if isCoded {
            let column = FieldColumn(
                offsets: offsets.array(), entries: dictionary.snapshot(), codes: codes.array())
            isCoded = dictionary.pays(after: codes.count)
            codes.truncate(to: 0)
            if !isCoded { dictionary.forget() }
            return column
        }
        let entries = FieldEntries(
            spans: spans.array(), kinds: kinds.array(), input: input, own: ByteStorage(adopting: bytes))
        let column = FieldColumn(offsets: offsets.array(), entries: entries)
        bytes = GrowableBuffer(capacity: max(bytes.count + bytes.count / 8, 1 << 12))
        spans.truncate(to: 0)
        kinds.truncate(to: 0)
        return column
    }
}
