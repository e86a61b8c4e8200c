/// The deprecated encoding BIT_PACKED of levels: a fixed number of bits each, the most significant bit first.
struct BitPackedLevels {
    private let bytes: UnsafeRawBufferPointer
    private let width: Int
    private var bit = 0

    /// - Parameter width: the bits of a level, 1…8.
    init(_ bytes: UnsafeRawBufferPointer, width: Int) {
        self.bytes = bytes
        self.width = width
    }

    /// The bytes that the levels of `entries` take.
    static func byteCount(entries: Int, maximum: Int) -> Int {
        (entries * LevelDecoder.width(maximum: maximum) + 7) / 8
    }

    /// Fills `output` and returns the greatest level.
    mutating func decode(into output: UnsafeMutableBufferPointer<UInt8>) throws(ParquetProblem) -> UInt32 {
        guard bit + output.count * width <= bytes.count * 8 else {
            throw .fewerValues(needed: output.count - (bytes.count * 8 - bit) / width)
        }
        var greatest: UInt8 = 0
        for index in 0..<output.count {
            var level: UInt8 = 0
            for _ in 0..<width {
                level = level << 1 | bytes[bit >> 3] >> UInt8(7 - bit & 7) & 1
                bit += 1
            }
            output[index] = level
            greatest = max(greatest, level)
        }
        return UInt32(greatest)
    }
}
