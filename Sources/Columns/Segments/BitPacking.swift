/// Unsigned integers of a fixed number of bits, one after another, least significant bit first.
enum BitPacking {
    /// The bits that `value` needs; 0 for 0.
    static func width(of value: UInt64) -> Int { 64 - value.leadingZeroBitCount }

    /// The bytes that `count` values of `width` bits take.
    static func byteCount(count: Int, width: Int) -> Int { (count * width + 7) / 8 }

    /// Appends `count` values, given by `value(index)`, of `width` bits (1…64) each.
    static func append(_ count: Int, width: Int, to bytes: inout [UInt8], value: (Int) -> UInt64) {
        var buffer: UInt64 = 0
        var filled = 0
        let mask = width == 64 ? UInt64.max : (1 << UInt64(width)) - 1
        var words: [UInt64] = []
        words.reserveCapacity(count * width / 64 + 1)
        for index in 0..<count {
            let bits = value(index) & mask
            buffer |= bits &<< UInt64(filled)
            let total = filled &+ width
            if total >= 64 {
                words.append(buffer.littleEndian)
                let kept = 64 &- filled
                buffer = kept == 64 ? 0 : bits &>> UInt64(kept)
                filled = total &- 64
            } else {
                filled = total
            }
        }
        words.append(buffer.littleEndian)
        words.withUnsafeBytes { bytes.append(contentsOf: $0.prefix(byteCount(count: count, width: width))) }
    }

    /// Unpacks `output.count` values of `width` bits (1…64), adding `base` to each, and returns the greatest before that.
    ///
    /// The caller has proven that `source` holds `byteCount(count:width:)` bytes.
    static func unpack<Value: FixedWidthInteger>(
        _ source: UnsafeRawBufferPointer, width: Int, base: Int64, into output: UnsafeMutableBufferPointer<Value>
    ) -> UInt64 {
        let mask = width == 64 ? UInt64.max : (1 << UInt64(width)) - 1
        // Whole 8-byte loads as long as they stay inside the buffer; a value of up to 57 bits lies within one.
        let safeBytes = source.count - 8
        var bit = 0
        var greatest: UInt64 = 0
        for index in 0..<output.count {
            let byte = bit >> 3
            let shift = UInt64(bit & 7)
            var bits: UInt64
            if byte <= safeBytes {
                bits = UInt64(littleEndian: source.loadUnaligned(fromByteOffset: byte, as: UInt64.self)) >> shift
                if Int(shift) + width > 64, byte + 8 < source.count {
                    bits |= UInt64(source[byte + 8]) << (64 - shift)
                }
            } else {
                bits = tail(source, byte: byte, shift: shift)
            }
            bits &= mask
            greatest = max(greatest, bits)
            output[index] = Value(truncatingIfNeeded: base &+ Int64(bitPattern: bits))
            bit += width
        }
        return greatest
    }

    private static func tail(_ source: UnsafeRawBufferPointer, byte: Int, shift: UInt64) -> UInt64 {
        var low: UInt64 = 0
        for offset in 0..<min(8, source.count - byte) { low |= UInt64(source[byte + offset]) << UInt64(8 * offset) }
        return low >> shift
    }
}
