/// Reads little-endian values from bytes whose lengths are not trusted.
struct ByteCursor {
    let bytes: UnsafeRawBufferPointer
    private(set) var offset = 0

    init(_ bytes: UnsafeRawBufferPointer) { self.bytes = bytes }

    var remaining: Int { bytes.count - offset }

    /// The next `count` bytes.
    ///
    /// - Throws: `SegmentError.truncated`.
    mutating func take(_ count: Int) throws -> UnsafeRawBufferPointer {
        guard count >= 0, count <= remaining else { throw SegmentError.truncated(needed: count, available: remaining) }
        defer { offset += count }
        return UnsafeRawBufferPointer(rebasing: bytes[offset..<offset + count])
    }

    mutating func integer<Value: FixedWidthInteger>(_ type: Value.Type) throws -> Value {
        Value(littleEndian: try take(MemoryLayout<Value>.size).loadUnaligned(as: Value.self))
    }

    /// The bytes that `count` items of `size` bytes take, without overflow.
    mutating func items(_ count: Int, size: Int) throws -> UnsafeRawBufferPointer {
        let (total, overflow) = count.multipliedReportingOverflow(by: size)
        guard !overflow else { throw SegmentError.truncated(needed: Int.max, available: remaining) }
        return try take(total)
    }
}

extension [UInt8] {
    mutating func append<Value: FixedWidthInteger>(integer value: Value) {
        Swift.withUnsafeBytes(of: value.littleEndian) { append(contentsOf: $0) }
    }
}
