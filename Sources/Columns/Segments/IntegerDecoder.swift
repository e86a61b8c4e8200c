/// Decodes what `IntegerEncoder` made. Nothing read from the bytes is trusted.
public enum IntegerDecoder {
    /// Decodes `count` integers.
    ///
    /// - Parameter type: wide enough for the segment's range; higher bits of a value that is not are cut off, so the
    ///   caller checks the range first.
    /// - Throws: `SegmentError`.
    /// - Complexity: O(count).
    public static func decode<Value: FixedWidthInteger>(
        _ encoding: SegmentEncoding, _ payload: UnsafeRawBufferPointer, count: Int, as type: Value.Type
    ) throws -> [Value] {
        var cursor = ByteCursor(payload)
        let base = try cursor.integer(Int64.self)
        switch encoding {
        case .constant:
            return Array(repeating: Value(truncatingIfNeeded: base), count: count)
        case .sequence:
            return (0..<count).map { Value(truncatingIfNeeded: base &+ Int64($0)) }
        case .plain:
            return try plain(&cursor, base: base, count: count)
        case .bitPacked:
            let width = Int(try cursor.integer(UInt8.self))
            guard (1...64).contains(width) else { throw SegmentError.bitWidth(width) }
            let bits = count.multipliedReportingOverflow(by: width)
            guard !bits.overflow, bits.partialValue <= Int.max - 7 else {
                throw SegmentError.truncated(needed: Int.max, available: cursor.remaining)
            }
            let packed = try cursor.take(BitPacking.byteCount(count: count, width: width))
            return Array(unsafeUninitializedCapacity: count) { buffer, initialized in
                BitPacking.unpack(
                    packed, width: width, base: base, into: UnsafeMutableBufferPointer(rebasing: buffer[0..<count]))
                initialized = count
            }
        case .runLength:
            return try runLength(&cursor, base: base, count: count)
        }
    }

    private static func plain<Value: FixedWidthInteger>(
        _ cursor: inout ByteCursor, base: Int64, count: Int
    ) throws -> [Value] {
        let width = Int(try cursor.integer(UInt8.self))
        func read<Stored: FixedWidthInteger & UnsignedInteger>(as type: Stored.Type) throws -> [Value] {
            let stored = try cursor.items(count, size: MemoryLayout<Stored>.size)
            return Array(unsafeUninitializedCapacity: count) { buffer, initialized in
                if base == 0, Value.bitWidth == Stored.bitWidth {
                    UnsafeMutableRawBufferPointer(buffer).copyMemory(from: stored)
                } else {
                    for index in 0..<count {
                        let offset = stored.loadUnaligned(
                            fromByteOffset: index * MemoryLayout<Stored>.size, as: Stored.self)
                        buffer[index] = Value(truncatingIfNeeded: base &+ Int64(truncatingIfNeeded: offset))
                    }
                }
                initialized = count
            }
        }
        switch width {
        case 1: return try read(as: UInt8.self)
        case 2: return try read(as: UInt16.self)
        case 4: return try read(as: UInt32.self)
        case 8: return try read(as: UInt64.self)
        default: throw SegmentError.byteWidth(width)
        }
    }

    private static func runLength<Value: FixedWidthInteger>(
        _ cursor: inout ByteCursor, base: Int64, count: Int
    ) throws -> [Value] {
        // The byte width belongs to the values, which follow the run ends.
        let width = try cursor.integer(UInt8.self)
        let runCount = Int(try cursor.integer(UInt32.self))
        let ends = try cursor.items(runCount, size: 4)
        var valuesPayload: [UInt8] = []
        valuesPayload.append(integer: base)
        valuesPayload.append(width)
        valuesPayload.append(contentsOf: try cursor.take(cursor.remaining))
        let values: [Value] = try valuesPayload.withUnsafeBytes { bytes in
            try decode(.plain, bytes, count: runCount, as: Value.self)
        }
        var result: [Value] = []
        result.reserveCapacity(count)
        for (run, value) in values.enumerated() {
            let end = Int(UInt32(littleEndian: ends.loadUnaligned(fromByteOffset: run * 4, as: UInt32.self)))
            guard end > result.count, end <= count else { throw SegmentError.runs(count: runCount, rows: count) }
            result.append(contentsOf: repeatElement(value, count: end - result.count))
        }
        guard result.count == count else { throw SegmentError.runs(count: runCount, rows: count) }
        return result
    }
}
