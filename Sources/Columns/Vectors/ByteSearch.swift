/// Looks for one byte among many, 64 at a time.
enum ByteSearch {
    private typealias Bytes = SIMD16<UInt8>
    private typealias Words = SIMD2<UInt64>
    private static let width = 16
    private static let step = 4 * width

    /// The places of `byte` within a range of the bytes, ascending.
    ///
    /// - Precondition: the range lies within the bytes.
    /// - Complexity: O(bytes); for a rare byte, what reading them costs.
    static func rows(of byte: UInt8, in bytes: [UInt8], _ range: Range<Int>) -> [UInt32] {
        var rows: [UInt32] = []
        bytes.withUnsafeBytes { bytes in
            let pattern = Bytes(repeating: byte)
            let ones = Words(repeating: 0x0101_0101_0101_0101)
            var row = range.lowerBound
            while row + step <= range.upperBound {
                let first = places(of: pattern, bytes, row)
                let second = places(of: pattern, bytes, row + width)
                let third = places(of: pattern, bytes, row + 2 * width)
                let fourth = places(of: pattern, bytes, row + 3 * width)
                // A bit a byte; of each byte, four bits for the four vectors.
                let bits = first & ones | second & ones &<< 1 | third & ones &<< 2 | fourth & ones &<< 3
                if bits[0] | bits[1] != 0 {
                    if let place = onlyPlace(bits) {
                        rows.append(UInt32(truncatingIfNeeded: row + place))
                    } else {
                        append(first, from: row, to: &rows)
                        append(second, from: row + width, to: &rows)
                        append(third, from: row + 2 * width, to: &rows)
                        append(fourth, from: row + 3 * width, to: &rows)
                    }
                }
                row += step
            }
            while row < range.upperBound {
                if bytes[row] == byte { rows.append(UInt32(truncatingIfNeeded: row)) }
                row += 1
            }
        }
        return rows
    }

    /// All ones for each of the bytes that is the one of the pattern, else 0.
    @inline(__always)
    private static func places(of pattern: Bytes, _ bytes: UnsafeRawBufferPointer, _ offset: Int) -> Words {
        unsafeBitCast(bytes.loadUnaligned(fromByteOffset: offset, as: Bytes.self) .== pattern, to: Words.self)
    }

    /// The position of the single set bit; nil if there are several. A rare byte is mostly alone.
    @inline(__always)
    private static func onlyPlace(_ bits: Words) -> Int? {
        let word = bits[0] | bits[1]
        guard bits[0] == 0 || bits[1] == 0, word & (word &- 1) == 0 else { return nil }
        let bit = word.trailingZeroBitCount
        return (bit & 7) &* width &+ bit >> 3 &+ (bits[0] == 0 ? 8 : 0)
    }

    @inline(__always)
    private static func append(_ words: Words, from row: Int, to rows: inout [UInt32]) {
        for place in 0..<2 {
            var word = words[place]
            while word != 0 {
                let byte = word.trailingZeroBitCount >> 3
                rows.append(UInt32(truncatingIfNeeded: row + 8 * place + byte))
                word &= ~(0xFF << UInt64(8 * byte))
            }
        }
    }
}
