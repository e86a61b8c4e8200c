/// Encodes integers by the encoding that takes the fewest bytes.
///
/// Layouts (little-endian): constant and sequence: the first value (8 bytes). Plain: the base (8), the byte width (1),
/// the offsets from it. Bit-packed: the base (8), the bit width (1), the packed offsets. Run-length: the base (8), the
/// byte width (1), the number of runs (4), the row after each run (4 each), the offset of each run's value.
public enum IntegerEncoder {
    /// The data for the choice, collected in one pass.
    struct Shape {
        var minimum: Int64
        var maximum: Int64
        var runs: Int
        var isSequence: Bool

        var span: UInt64 { UInt64(bitPattern: maximum &- minimum) }
        var bitWidth: Int { BitPacking.width(of: span) }
        var byteWidth: Int { IntegerEncoder.byteWidth(of: span) }
    }

    /// Encodes the values.
    ///
    /// - Complexity: O(count), two passes.
    public static func encode<Value: FixedWidthInteger>(_ values: [Value]) -> (SegmentEncoding, [UInt8]) {
        guard let shape = shape(of: values) else { return (.constant, bytes(of: 0)) }
        switch choose(shape, count: values.count) {
        case .constant: return (.constant, bytes(of: shape.minimum))
        case .sequence: return (.sequence, bytes(of: Int64(truncatingIfNeeded: values[0])))
        case .runLength: return (.runLength, runLength(values, shape))
        case .bitPacked: return (.bitPacked, bitPacked(values, shape))
        case .plain: return (.plain, plain(values, shape))
        }
    }

    /// The encoding of the fewest bytes. Bit-packing must save a tenth over plain bytes, which decode by a copy.
    static func choose(_ shape: Shape, count: Int) -> SegmentEncoding {
        if shape.minimum == shape.maximum { return .constant }
        if shape.isSequence { return .sequence }
        let plain = 9 + count * shape.byteWidth
        let packed = 9 + BitPacking.byteCount(count: count, width: shape.bitWidth)
        let runs = 13 + shape.runs * (4 + shape.byteWidth)
        if runs < min(plain, packed) { return .runLength }
        return packed * 10 <= plain * 9 ? .bitPacked : .plain
    }

    static func shape<Value: FixedWidthInteger>(of values: [Value]) -> Shape? {
        guard let first = values.first, let last = values.last else { return nil }
        var minimum = first
        var maximum = first
        // No row depends on the previous one, so that the loop is vectorized.
        var runs = 1
        var steps = 0
        values.withUnsafeBufferPointer { values in
            for index in 1..<max(1, values.count) {
                let value = values[index]
                let previous = values[index &- 1]
                minimum = min(minimum, value)
                maximum = max(maximum, value)
                runs &+= value == previous ? 0 : 1
                steps &+= value &- previous == 1 ? 1 : 0
            }
        }
        return Shape(
            minimum: Int64(truncatingIfNeeded: minimum), maximum: Int64(truncatingIfNeeded: maximum), runs: runs,
            // A step from the type's greatest value to its least does not count.
            isSequence: values.count > 1 && steps == values.count - 1 && last > first)
    }

    static func byteWidth(of span: UInt64) -> Int {
        switch span {
        case 0...0xFF: 1
        case 0...0xFFFF: 2
        case 0...0xFFFF_FFFF: 4
        default: 8
        }
    }

    private static func bytes(of value: Int64) -> [UInt8] {
        var bytes: [UInt8] = []
        bytes.append(integer: value)
        return bytes
    }

    private static func plain<Value: FixedWidthInteger>(_ values: [Value], _ shape: Shape) -> [UInt8] {
        var bytes = bytes(of: shape.minimum)
        bytes.append(UInt8(shape.byteWidth))
        append(values, base: shape.minimum, byteWidth: shape.byteWidth, to: &bytes)
        return bytes
    }

    private static func bitPacked<Value: FixedWidthInteger>(_ values: [Value], _ shape: Shape) -> [UInt8] {
        var bytes = bytes(of: shape.minimum)
        bytes.append(UInt8(shape.bitWidth))
        values.withUnsafeBufferPointer { values in
            BitPacking.append(values.count, width: shape.bitWidth, to: &bytes) { index in
                UInt64(bitPattern: Int64(truncatingIfNeeded: values[index]) &- shape.minimum)
            }
        }
        return bytes
    }

    private static func runLength<Value: FixedWidthInteger>(_ values: [Value], _ shape: Shape) -> [UInt8] {
        var ends: [UInt32] = []
        var runValues: [Value] = []
        ends.reserveCapacity(shape.runs)
        runValues.reserveCapacity(shape.runs)
        for (index, value) in values.enumerated() {
            if runValues.last == value {
                ends[ends.count - 1] = UInt32(index + 1)
            } else {
                ends.append(UInt32(index + 1))
                runValues.append(value)
            }
        }
        var bytes = bytes(of: shape.minimum)
        bytes.append(UInt8(shape.byteWidth))
        bytes.append(integer: UInt32(ends.count))
        for end in ends { bytes.append(integer: end) }
        append(runValues, base: shape.minimum, byteWidth: shape.byteWidth, to: &bytes)
        return bytes
    }

    private static func append<Value: FixedWidthInteger>(
        _ values: [Value], base: Int64, byteWidth: Int, to bytes: inout [UInt8]
    ) {
        func write<Stored: FixedWidthInteger>(as type: Stored.Type) {
            let stored = values.map { Stored(truncatingIfNeeded: Int64(truncatingIfNeeded: $0) &- base).littleEndian }
            stored.withUnsafeBytes { bytes.append(contentsOf: $0) }
        }
        switch byteWidth {
        case 1: write(as: UInt8.self)
        case 2: write(as: UInt16.self)
        case 4: write(as: UInt32.self)
        default: write(as: UInt64.self)
        }
    }
}
