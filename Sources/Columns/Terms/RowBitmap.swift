/// A set of the rows of a row group, one bit each.
public struct RowBitmap: Equatable, Sendable {
    public let rowCount: Int
    private(set) var words: [UInt64]

    /// No rows.
    public init(rowCount: Int) {
        self.rowCount = rowCount
        words = Array(repeating: 0, count: (rowCount + 63) / 64)
    }

    public func contains(_ row: Int) -> Bool { words[row / 64] >> UInt64(row % 64) & 1 == 1 }

    /// - Precondition: `row < rowCount`.
    @inline(__always)
    public mutating func insert(_ row: Int) { words[row / 64] |= 1 << UInt64(row % 64) }

    /// Keeps the rows that the other has too.
    ///
    /// - Precondition: both are of as many rows.
    public mutating func formIntersection(_ other: RowBitmap) {
        for index in words.indices { words[index] &= other.words[index] }
    }

    /// Adds rows, given as one bit each in little-endian order.
    ///
    /// - Precondition: there are as many bytes as `rowCount` bits need.
    /// - Throws: `SegmentError.valueOutOfRange` if a row is not of the row group.
    mutating func formUnion(bits: UnsafeRawBufferPointer) throws {
        for index in words.indices {
            if index * 8 + 8 <= bits.count {
                words[index] |= UInt64(littleEndian: bits.loadUnaligned(fromByteOffset: index * 8, as: UInt64.self))
            } else {
                for byte in index * 8..<bits.count { words[index] |= UInt64(bits[byte]) << UInt64(byte % 8 * 8) }
            }
        }
        if rowCount % 64 != 0, let last = words.last, last >> UInt64(rowCount % 64) != 0 {
            throw SegmentError.valueOutOfRange(Int64(rowCount))
        }
    }

    public var isEmpty: Bool { words.allSatisfy { $0 == 0 } }

    /// The rows, ascending.
    public var rows: [UInt32] {
        let count = words.reduce(0) { $0 + $1.nonzeroBitCount }
        return [UInt32](unsafeUninitializedCapacity: count) { rows, initialized in
            for (index, word) in words.enumerated() {
                var word = word
                while word != 0 {
                    rows[initialized] = UInt32(index * 64 + word.trailingZeroBitCount)
                    initialized += 1
                    word &= word - 1
                }
            }
        }
    }
}
