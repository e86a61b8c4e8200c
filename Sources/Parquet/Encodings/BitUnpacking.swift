/// Unsigned integers of a fixed number of bits, one after another, the least significant bit first.
enum BitUnpacking {
    /// The bytes that hold `count` values of `width` bits (0…64). The caller has bounded `count` by 2^56.
    static func byteCount(_ count: Int, width: Int) -> Int { (count * width + 7) / 8 }

    /// Unpacks `output.count` values of `width` bits (0…32), the first of them value `first` of `source`, and returns
    /// their greatest.
    ///
    /// The caller has proven that `source` holds `first + output.count` values.
    static func unpack<Value: FixedWidthInteger & UnsignedInteger>(
        _ source: UnsafeRawBufferPointer, width: Int, first: Int, into output: UnsafeMutableBufferPointer<Value>
    ) -> UInt32 {
        guard width > 0, let base = source.baseAddress, let out = output.baseAddress else {
            output.initialize(repeating: 0)
            return 0
        }
        let mask = width == 32 ? UInt64(UInt32.max) : (1 << UInt64(width)) - 1
        var bit = first * width
        // Values whose 8-byte load ends within the source; one of up to 32 bits, shifted by up to 7, lies within it.
        let lastLoad = (source.count - 8) * 8 + 7
        let whole = source.count < 8 ? 0 : min(output.count, max(0, (lastLoad - bit) / width + 1))
        var greatest: UInt64 = 0
        for index in 0..<whole {
            let word = UInt64(littleEndian: base.loadUnaligned(fromByteOffset: bit >> 3, as: UInt64.self))
            let value = (word &>> UInt64(bit & 7)) & mask
            greatest = greatest > value ? greatest : value
            out[index] = Value(truncatingIfNeeded: value)
            bit &+= width
        }
        for index in whole..<output.count {
            let value = tail(source, byte: bit >> 3) >> UInt64(bit & 7) & mask
            greatest = max(greatest, value)
            out[index] = Value(truncatingIfNeeded: value)
            bit += width
        }
        return UInt32(truncatingIfNeeded: greatest)
    }

    /// The up to 8 bytes from `byte` on, zeros after the end.
    private static func tail(_ source: UnsafeRawBufferPointer, byte: Int) -> UInt64 {
        var word: UInt64 = 0
        for offset in 0..<min(8, source.count - byte) { word |= UInt64(source[byte + offset]) << UInt64(8 * offset) }
        return word
    }

    /// Unpacks single bits into bytes of 0 or 1.
    ///
    /// The caller has proven that `source` holds `first + output.count` bits.
    static func unpackBits(
        _ source: UnsafeRawBufferPointer, first: Int, into output: UnsafeMutableBufferPointer<UInt8>
    ) {
        guard let out = output.baseAddress else { return }
        var index = 0
        func single() {
            let bit = first + index
            out[index] = source[bit >> 3] >> UInt8(bit & 7) & 1
            index += 1
        }
        while index < output.count, (first + index) & 7 != 0 { single() }
        while index + 8 <= output.count {
            // Bit i of the byte goes to bit 8 i: the product has the low seven bits at each multiple of seven, apart.
            let byte = UInt64(source[(first + index) >> 3])
            let spread = ((byte & 0x7F) &* 0x0002_0408_1020_4081) & 0x0101_0101_0101_0101 | (byte & 0x80) << 49
            UnsafeMutableRawPointer(out + index).storeBytes(of: spread.littleEndian, as: UInt64.self)
            index += 8
        }
        while index < output.count { single() }
    }
}
