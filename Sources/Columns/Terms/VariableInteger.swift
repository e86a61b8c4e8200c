/// Integers in as few bytes as they need, seven bits per byte, the low ones first.
extension [UInt8] {
    @inline(__always)
    mutating func append(variable value: UInt64) {
        var value = value
        while value >= 0x80 {
            append(UInt8(truncatingIfNeeded: value) | 0x80)
            value >>= 7
        }
        append(UInt8(truncatingIfNeeded: value))
    }

    /// Negative ones interleaved with positive: 0, -1, 1, -2, …
    mutating func append(signedVariable value: Int64) {
        append(variable: UInt64(bitPattern: value << 1 ^ value >> 63))
    }
}

extension ByteCursor {
    @inline(__always)
    mutating func variable() throws -> UInt64 {
        var value: UInt64 = 0
        var shift: UInt64 = 0
        while shift < 64 {
            let byte = try integer(UInt8.self)
            value |= UInt64(byte & 0x7F) << shift
            if byte < 0x80 { return value }
            shift += 7
        }
        throw SegmentError.valueOutOfRange(.max)
    }

    mutating func signedVariable() throws -> Int64 {
        let value = try variable()
        return Int64(bitPattern: value >> 1) ^ -Int64(bitPattern: value & 1)
    }
}
