/// Unsigned integers of a fixed number of bits, one after another, the least significant bit first.
enum BitUnpacking {
    /// Unpacks `output.count` values of `width` bits (0…32), the first of them value `first` of `source`.
    ///
    /// The caller has proven that `source` holds `first + output.count` values.
    static func unpack<Value: FixedWidthInteger & UnsignedInteger>(
        _ source: UnsafeRawBufferPointer, width: Int, first: Int, into output: UnsafeMutableBufferPointer<Value>
    ) {
        guard width > 0, let base = source.baseAddress, let out = output.baseAddress else {
            output.initialize(repeating: 0)
            return
        }
        let unpacking = Unpacking(source: source, base: base, width: width)
        var done = 0
        // Groups of eight values begin at a byte boundary; values before and after whole groups are unpacked one by
        // one.
        while done < output.count, (first + done) & 7 != 0 {
            out[done] = unpacking.value(first + done)
            done += 1
        }
        if width <= 16 {
            let groups = min((output.count - done) / 8, unpacking.safeGroups(from: (first + done) / 8))
            unpacking.groups(groups, from: (first + done) / 8, into: out + done)
            done += groups * 8
        }
        while done < output.count {
            out[done] = unpacking.value(first + done)
            done += 1
        }
    }

    /// Unpacks single bits into bytes of 0 or 1.
    ///
    /// The caller has proven that `source` holds `first + output.count` bits.
    static func unpackBits(
        _ source: UnsafeRawBufferPointer, first: Int, into output: UnsafeMutableBufferPointer<UInt8>
    ) {
        guard let out = output.baseAddress else { return }
        var done = 0
        while done < output.count {
            let bit = first + done
            if bit & 7 == 0, done + 8 <= output.count {
                // Bit i of the byte goes to bit 8 i: the product has the low seven bits at each multiple of seven,
                // apart.
                let byte = UInt64(source[bit >> 3])
                let spread = ((byte & 0x7F) &* 0x0002_0408_1020_4081) & 0x0101_0101_0101_0101 | (byte & 0x80) << 49
                UnsafeMutableRawPointer(out + done).storeBytes(of: spread.littleEndian, as: UInt64.self)
                done += 8
            } else {
                out[done] = source[bit >> 3] >> UInt8(bit & 7) & 1
                done += 1
            }
        }
    }
}

private struct Unpacking {
    let source: UnsafeRawBufferPointer
    let base: UnsafeRawPointer
    let width: Int

    private var mask: UInt64 { (1 << UInt64(width)) - 1 }

    /// The value of that number; it lies in the source.
    @inline(__always)
    func value<Value: FixedWidthInteger>(_ index: Int) -> Value {
        let bit = index * width
        let byte = bit >> 3
        var word: UInt64 = 0
        // Up to 32 bits, shifted by up to 7, lie within eight bytes.
        if byte <= source.count - 8 {
            word = UInt64(littleEndian: base.loadUnaligned(fromByteOffset: byte, as: UInt64.self))
        } else {
            for offset in 0..<source.count - byte { word |= UInt64(source[byte + offset]) << UInt64(8 * offset) }
        }
        return Value(truncatingIfNeeded: word >> UInt64(bit & 7) & mask)
    }

    /// How many groups of eight values from `group` on can be loaded as two words without passing the end.
    func safeGroups(from group: Int) -> Int {
        let last = source.count - 8 - width / 2 - group * width
        return last < 0 ? 0 : last / width + 1
    }

    /// Unpacks groups of eight values of up to 16 bits. They are safe.
    func groups<Value: FixedWidthInteger>(_ count: Int, from group: Int, into out: UnsafeMutablePointer<Value>) {
        let mask = mask
        let shift = UInt64(width)
        // Values 4 to 7 begin at bit 4 · width of the group: in the middle of a byte if the width is odd.
        let secondShift = UInt64(width & 1) * 4
        var source = base + group * width
        var target = out
        for _ in 0..<count {
            var low = UInt64(littleEndian: source.loadUnaligned(as: UInt64.self))
            var high = UInt64(littleEndian: source.loadUnaligned(fromByteOffset: width / 2, as: UInt64.self))
            high &>>= secondShift
            for place in 0..<4 {
                target[place] = Value(truncatingIfNeeded: low & mask)
                target[place + 4] = Value(truncatingIfNeeded: high & mask)
                low &>>= shift
                high &>>= shift
            }
            source += width
            target += 8
        }
    }
}
