/// Decodes what `IntegerEncoder` made. Nothing read from the bytes is trusted.
public enum IntegerDecoder {
    /// Decodes `count` integers.
    ///
    /// - Parameter type: wide enough for the segment's range.
    /// - Throws: `SegmentError`, also where a value does not fit the type or bytes are left over.
    /// - Complexity: O(count).
    public static func decode<Value: FixedWidthInteger>(
        _ encoding: SegmentEncoding, _ payload: UnsafeRawBufferPointer, count: Int, as type: Value.Type
    ) throws -> [Value] {
        // A constant or a sequence has no bytes that could confirm a count.
        guard (0...EncodedSegment.maximumCount).contains(count) else {
            throw SegmentError.valueOutOfRange(Int64(count))
        }
        var cursor = ByteCursor(payload)
        let base = try cursor.integer(Int64.self)
        switch encoding {
        case .constant:
            try expectEnd(cursor)
            try expectFit(base, 0, as: type)
            return Array(repeating: Value(truncatingIfNeeded: base), count: count)
        case .sequence:
            try expectEnd(cursor)
            try expectFit(base, UInt64(max(0, count - 1)), as: type)
            return (0..<count).map { Value(truncatingIfNeeded: base &+ Int64($0)) }
        case .plain:
            return try plain(&cursor, base: base, count: count)
        case .bitPacked:
            let width = Int(try cursor.integer(UInt8.self))
            guard (1...64).contains(width) else { throw SegmentError.bitWidth(width) }
            let packed = try cursor.take(BitPacking.byteCount(count: count, width: width))
            try expectEnd(cursor)
            return try Array(unsafeUninitializedCapacity: count) { buffer, initialized in
                let greatest = BitPacking.unpack(
                    packed, width: width, base: base, into: UnsafeMutableBufferPointer(rebasing: buffer[0..<count]))
                initialized = count
                try expectFit(base, greatest, as: type)
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
            try expectEnd(cursor)
            return try Array(unsafeUninitializedCapacity: count) { buffer, initialized in
                if base == 0, Value.bitWidth == Stored.bitWidth {
                    UnsafeMutableRawBufferPointer(buffer).copyMemory(from: stored)
                } else {
                    var greatest: Stored = 0
                    for index in 0..<count {
                        let offset = stored.loadUnaligned(
                            fromByteOffset: index * MemoryLayout<Stored>.size, as: Stored.self)
                        greatest = max(greatest, offset)
                        buffer[index] = Value(truncatingIfNeeded: base &+ Int64(truncatingIfNeeded: offset))
                    }
                    initialized = count
                    try expectFit(base, UInt64(greatest), as: Value.self)
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

    private static func expectEnd(_ cursor: ByteCursor) throws {
        guard cursor.remaining == 0 else { throw SegmentError.leftOver(cursor.remaining) }
    }

    /// Checks that the values from `base` to `base + greatest` fit the type.
    private static func expectFit<Value: FixedWidthInteger>(
        _ base: Int64, _ greatest: UInt64, as type: Value.Type
    ) throws {
        // Offsets from the least of 64-bit integers wrap around to the greatest.
        guard Value.bitWidth < 64 else { return }
        let (last, overflow) = base.addingReportingOverflow(Int64(clamping: greatest))
        guard !overflow, Value(exactly: base) != nil, Value(exactly: last) != nil else {
            throw SegmentError.valueOutOfRange(overflow ? .max : last)
        }
    }
}
