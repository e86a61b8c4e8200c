/// The hybrid of run lengths and bit packing in which levels and dictionary indices are written.
enum HybridEncoder {
    /// The bits that numbers up to `maximum` take.
    static func bitWidth(_ maximum: Int) -> Int { Int.bitWidth - maximum.leadingZeroBitCount }

    /// Appends numbers that fit in `bitWidth` bits.
    ///
    /// Runs of 8 or more stay runs; the numbers between them are packed in groups of 8. The first numbers of a run
    /// complete the group before it.
    /// - Complexity: O(count).
    static func append<Number: FixedWidthInteger>(_ numbers: [Number], bitWidth: Int, to output: inout [UInt8]) {
        var packedFrom = 0
        var index = 0
        while index < numbers.count {
            var end = index + 1
            while end < numbers.count, numbers[end] == numbers[index] { end += 1 }
            let missing = (8 - (index - packedFrom) % 8) % 8
            if end - index - missing >= 8 {
                let runStart = index + missing
                appendPacked(numbers, packedFrom..<runStart, bitWidth: bitWidth, to: &output)
                appendRun(numbers[runStart], count: end - runStart, bitWidth: bitWidth, to: &output)
                packedFrom = end
            }
            index = end
        }
        appendPacked(numbers, packedFrom..<numbers.count, bitWidth: bitWidth, to: &output)
    }

    private static func appendRun(
        _ number: some FixedWidthInteger, count: Int, bitWidth: Int, to output: inout [UInt8]
    ) {
        appendVarint(UInt64(count) << 1, to: &output)
        var rest = UInt64(truncatingIfNeeded: number)
        for _ in 0..<(bitWidth + 7) / 8 {
            output.append(UInt8(truncatingIfNeeded: rest))
            rest >>= 8
        }
    }

    private static func appendPacked<Number: FixedWidthInteger>(
        _ numbers: [Number], _ range: Range<Int>, bitWidth: Int, to output: inout [UInt8]
    ) {
        guard !range.isEmpty else { return }
        let groups = (range.count + 7) / 8
        appendVarint(UInt64(groups) << 1 | 1, to: &output)
        var bits: UInt64 = 0
        var bitCount = 0
        for index in range.lowerBound..<range.lowerBound + groups * 8 {
            let number = index < range.upperBound ? UInt64(truncatingIfNeeded: numbers[index]) : 0
            bits |= number << UInt64(bitCount)
            bitCount += bitWidth
            while bitCount >= 8 {
                output.append(UInt8(truncatingIfNeeded: bits))
                bits >>= 8
                bitCount -= 8
            }
        }
    }

    private static func appendVarint(_ value: UInt64, to output: inout [UInt8]) {
        var rest = value
        while rest >= 0x80 {
            output.append(UInt8(truncatingIfNeeded: rest) | 0x80)
            rest >>= 7
        }
        output.append(UInt8(rest))
    }
}
