import Columns

/// The layouts of `IntegerEncoder`'s comment, written bit by bit: slow and obvious.
enum ObviousLayout {
    /// The bytes of the values in an encoding; nil where the encoding cannot hold them.
    static func payload(_ values: [Int64], _ encoding: SegmentEncoding) -> [UInt8]? {
        let base = values.min() ?? 0
        let offsets = values.map { UInt64(bitPattern: $0 &- base) }
        let greatest = offsets.max() ?? 0
        switch encoding {
        case .constant:
            return Set(values).count <= 1 ? bytes(base, 8) : nil
        case .sequence:
            guard values.count > 1 else { return nil }
            let follows = values.indices.dropFirst().allSatisfy {
                values[$0 - 1] < .max && values[$0] == values[$0 - 1] + 1
            }
            return follows ? bytes(values[0], 8) : nil
        case .plain:
            let width = byteWidth(greatest)
            return bytes(base, 8) + [UInt8(width)] + offsets.flatMap { bytes(Int64(bitPattern: $0), width) }
        case .bitPacked:
            let width = bitWidth(greatest)
            guard width > 0 else { return nil }
            var bits: [UInt8] = []
            for offset in offsets { for bit in 0..<width { bits.append(UInt8(offset >> UInt64(bit) & 1)) } }
            var packed = [UInt8](repeating: 0, count: (bits.count + 7) / 8)
            for (index, bit) in bits.enumerated() { packed[index / 8] |= bit << UInt8(index % 8) }
            return bytes(base, 8) + [UInt8(width)] + packed
        case .runLength:
            let width = byteWidth(greatest)
            let ends = values.indices.filter { $0 + 1 == values.count || values[$0] != values[$0 + 1] }
            return bytes(base, 8) + [UInt8(width)] + bytes(Int64(ends.count), 4)
                + ends.flatMap { bytes(Int64($0 + 1), 4) }
                + ends.flatMap { bytes(Int64(bitPattern: offsets[$0]), width) }
        }
    }

    /// The size of the smallest encoding, and that of bit-packing where plain bytes may be preferred to it.
    static func sizes(_ values: [Int64]) -> [SegmentEncoding: Int] {
        var sizes: [SegmentEncoding: Int] = [:]
        for encoding in SegmentEncoding.allCases { sizes[encoding] = payload(values, encoding)?.count }
        return sizes
    }

    static func bytes(_ value: Int64, _ count: Int) -> [UInt8] {
        (0..<count).map { UInt8(truncatingIfNeeded: value >> Int64(8 * $0)) }
    }

    private static func byteWidth(_ greatest: UInt64) -> Int {
        greatest < 1 << 8 ? 1 : greatest < 1 << 16 ? 2 : greatest < 1 << 32 ? 4 : 8
    }

    private static func bitWidth(_ greatest: UInt64) -> Int {
        (0...64).first { $0 == 64 || greatest >> UInt64($0) == 0 } ?? 64
    }
}

extension IntegerDecoder {
    /// Decodes an array's bytes.
    static func decode<Value: FixedWidthInteger>(
        _ encoding: SegmentEncoding, _ payload: [UInt8], count: Int, as type: Value.Type
    ) throws -> [Value] {
        try payload.withUnsafeBytes { try decode(encoding, $0, count: count, as: type) }
    }
}
