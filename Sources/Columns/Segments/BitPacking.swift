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

    /// Unpacks `output.count` values of `width` bits (1…64), adding `base` to each, and returns the greatest before
    /// that.
    ///
    /// The caller has proven that `source` holds `byteCount(count:width:)` bytes.
    static func unpack<Value: FixedWidthInteger>(
        _ source: UnsafeRawBufferPointer, width: Int, base: Int64, into output: UnsafeMutableBufferPointer<Value>
    ) -> UInt64 {
        let mask = width == 64 ? UInt64.max : (1 << UInt64(width)) - 1
        var greatest: UInt64 = 0
        var start = 0
        if Value.self == UInt8.self, width <= 8 {
            start = spread(source, width: width, into: UnsafeMutableRawBufferPointer(output))
            var greatestByte: Value = 0
            for index in 0..<start {
                greatestByte = max(greatestByte, output[index])
                output[index] &+= Value(truncatingIfNeeded: base)
            }
            greatest = UInt64(greatestByte)
        }
        var bit = start * width
        // Whole 8-byte loads as long as they stay inside the buffer. A load has at least 57 usable bits, at any bit
        // offset.
        let safeBytes = source.count - 8
        let perLoad = 57 / width
        while perLoad > 0, start + perLoad <= output.count, bit >> 3 <= safeBytes {
            var bits = UInt64(littleEndian: source.loadUnaligned(fromByteOffset: bit >> 3, as: UInt64.self))
            bits &>>= UInt64(bit & 7)
            for index in start..<start &+ perLoad {
                greatest = max(greatest, bits & mask)
                output[index] = Value(truncatingIfNeeded: base &+ Int64(bitPattern: bits & mask))
                bits &>>= UInt64(width)
            }
            start &+= perLoad
            bit &+= perLoad &* width
        }
        for index in start..<output.count {
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

    /// Unpacks values of `width` bits (1…8) into a byte each, as many as whole 8-byte loads give, and returns their
    /// number.
    ///
    /// Eight values take `width` bytes. They are spread over the eight bytes of a word by halves: the later four move
    /// to the upper half, then the later two of each four, then the later one of each two.
    private static func spread(
        _ source: UnsafeRawBufferPointer, width: Int, into output: UnsafeMutableRawBufferPointer
    ) -> Int {
        let width = UInt64(width)
        let four: UInt64 = (1 << (4 * width)) - 1
        let two: UInt64 = ((1 << (2 * width)) - 1) * 0x1_0000_0001
        let one: UInt64 = ((1 << width) - 1) * 0x1_0001_0001_0001
        var count = 0
        var byte = 0
        while byte <= source.count - 8, count <= output.count - 8 {
            var bits = UInt64(littleEndian: source.loadUnaligned(fromByteOffset: byte, as: UInt64.self))
            bits = bits & four | (bits &<< (32 - 4 * width)) & four << 32
            bits = bits & two | (bits &<< (16 - 2 * width)) & two << 16
            bits = bits & one | (bits &<< (8 - width)) & one << 8
            output.storeBytes(of: bits.littleEndian, toByteOffset: count, as: UInt64.self)
            byte += Int(width)
            count += 8
        }
        return count
    }

    private static func tail(_ source: UnsafeRawBufferPointer, byte: Int, shift: UInt64) -> UInt64 {
        var low: UInt64 = 0
        for offset in 0..<min(8, source.count - byte) { low |= UInt64(source[byte + offset]) << UInt64(8 * offset) }
        return low >> shift
    }
}
