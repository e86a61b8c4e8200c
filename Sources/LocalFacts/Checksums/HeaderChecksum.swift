import Columns

/// The checksum of the other columns of a segment's or text block's row: where it belongs, its counts, its range.
///
/// It covers the bytes' own checksum too, so that nothing of the row can be changed or moved unnoticed.
enum HeaderChecksum {
    /// - Parameters:
    ///   - numbers: the row's columns in the order of the table, nil for null.
    ///   - set: the set of codes that occur.
    static func of(_ numbers: [Int64?], set: [UInt8]? = nil) -> UInt64 {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(numbers.count * 9 + (set.map { $0.count + 1 } ?? 0))
        for number in numbers {
            bytes.append(number == nil ? 0 : 1)
            withUnsafeBytes(of: (number ?? 0).littleEndian) { bytes.append(contentsOf: $0) }
        }
        if let set {
            bytes.append(1)
            bytes += set
        }
        return Checksum.of(bytes)
    }

    /// - Throws: `SegmentError.checksum` if the row is not as it was written.
    static func verify(_ expected: Int64, _ numbers: [Int64?], set: [UInt8]? = nil) throws {
        let found = of(numbers, set: set)
        guard found == UInt64(bitPattern: expected) else {
            throw SegmentError.checksum(expected: UInt64(bitPattern: expected), found: found)
        }
    }
}
