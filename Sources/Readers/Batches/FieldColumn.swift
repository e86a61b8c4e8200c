/// What a value was in the source.
public enum ValueKind: UInt8, Sendable, Hashable, CaseIterable, BitwiseCopyable {
    /// A JSON string, unescaped, or a CSV cell.
    case string
    /// A JSON number with the digits of the source.
    case number
    /// `true` or `false`.
    case boolean
    /// The text of a JSON object or array, as it stands in the source.
    case json
}

/// A run of bytes in a column.
public struct ByteSpan: Sendable, Hashable, BitwiseCopyable {
    public var start: UInt32
    public var length: UInt32
}

/// The values of one field over the rows of a batch.
///
/// Row `i` has the values `offsets[i]..<offsets[i + 1]`: none where the field is absent or null, one for a scalar, any
/// number for a list. Value `v` is the bytes `spans[v]`, well-formed UTF-8. Rows of one record may share bytes.
public struct FieldColumn: Sendable {
    /// Row count + 1 numbers, ascending, the first 0.
    public let offsets: [UInt32]
    public let spans: [ByteSpan]
    public let kinds: [ValueKind]
    let bytes: ByteStorage

    public var rowCount: Int { offsets.count - 1 }
    public var valueCount: Int { spans.count }

    /// The indices of the values of `row`, which is in `0..<rowCount`.
    public func values(ofRow row: Int) -> Range<Int> { Int(offsets[row])..<Int(offsets[row + 1]) }

    /// Calls `body` with all bytes of the column, into which ``spans`` point.
    public func withAllBytes<Result>(_ body: (UnsafeBufferPointer<UInt8>) throws -> Result) rethrows -> Result {
        try withExtendedLifetime(bytes) { try body(UnsafeBufferPointer(start: bytes.base, count: bytes.count)) }
    }

    /// Calls `body` with the bytes of value `index`, which is in `0..<valueCount`.
    public func withBytes<Result>(of index: Int, _ body: (UnsafeBufferPointer<UInt8>) throws -> Result) rethrows
        -> Result
    {
        let span = spans[index]
        return try withAllBytes { all in
            try body(UnsafeBufferPointer(rebasing: all[Int(span.start)..<Int(span.start) + Int(span.length)]))
        }
    }

    /// Value `index` as a string; makes a copy.
    public func string(at index: Int) -> String { withBytes(of: index) { String(decoding: $0, as: UTF8.self) } }

    /// The values of `row` as strings; makes copies.
    public func strings(ofRow row: Int) -> [String] { values(ofRow: row).map(string(at:)) }
}

/// Bytes that were written once and are only read from then on.
final class ByteStorage: @unchecked Sendable {
    let base: UnsafeMutablePointer<UInt8>
    let count: Int

    /// Takes over the memory of `buffer`.
    init(adopting buffer: GrowableBuffer<UInt8>) {
        base = buffer.base
        count = buffer.count
    }

    deinit { base.deallocate() }
}
