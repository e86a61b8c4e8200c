/// The rows of a multi-valued column as segments: how many values each row has, and the values one after another.
public struct EncodedLists: Sendable {
    public var lengths: EncodedSegment
    public var values: EncodedSegment

    public init(lengths: EncodedSegment, values: EncodedSegment) {
        self.lengths = lengths
        self.values = values
    }

    /// - Parameter limit: no value may have a greater code.
    /// - Throws: `SegmentError`.
    private func decoded(limit: UInt32) throws -> (lengths: CodeVector, values: CodeVector) {
        // They are written as integers without nulls, whose payload has the same form as that of codes.
        guard lengths.nullCount == 0 else { throw SegmentError.valueOutOfRange(0) }
        return (
            try CodeVector(decoding: lengths, limit: .max), try CodeVector(decoding: values, limit: limit)
        )
    }

    /// The distinct values of each row.
    ///
    /// - Parameter limit: no value may have a greater code.
    /// - Throws: `SegmentError`.
    /// - Complexity: that of `ListVector.init(lengths:codes:)`.
    public func lists(limit: UInt32) throws -> ListVector {
        let (lengths, values) = try decoded(limit: limit)
        return try ListVector(lengths: lengths, codes: values)
    }

    /// One more than the number of distinct values that each row has under a map, where 0 is no value.
    ///
    /// This is what a query of ids needs of lists. It takes a fifth of the time that lists take, and no memory for
    /// where each begins.
    ///
    /// - Parameters:
    ///   - map: by code; a code beyond it is no value.
    ///   - limit: no value may have a greater code.
    /// - Throws: `SegmentError`.
    /// - Complexity: O(values) for short lists; a row of k values costs O(k²) up to 32 and O(k) above.
    public func distinctCounts(under map: [UInt32], limit: UInt32) throws -> CodeVector {
        let (lengths, values) = try decoded(limit: limit)
        let total = lengths.total
        guard total == UInt64(values.count) else {
            throw SegmentError.listLengths(total: Int(clamping: total), values: values.count)
        }
        return switch values.mapped(by: map) {
        case .constant(0, _): .constant(1, count: lengths.count)
        case .constant(let value, let count):
            DistinctCounts(values: Array(repeating: value, count: count)).ofRows(with: lengths)
        case .bytes(let values): DistinctCounts(values: values).ofRows(with: lengths)
        case .shorts(let values): DistinctCounts(values: values).ofRows(with: lengths)
        case .words(let values): DistinctCounts(values: values).ofRows(with: lengths)
        }
    }
}

/// Counts the distinct values of rows whose values follow one another; 0 is no value.
private struct DistinctCounts<Value: FixedWidthInteger & UnsignedInteger> {
    let values: [Value]
    /// Rows of more values look for a value by hashing.
    private let longRow = 32

    init(values: [Value]) { self.values = values }

    /// - Precondition: the lengths add up to the number of values.
    func ofRows(with lengths: CodeVector) -> CodeVector {
        switch lengths {
        // One more than 255 is no byte.
        case .bytes(let bytes) where lengths.greatestCode < UInt8.max: .bytes(counts(bytes))
        case .constant, .bytes, .shorts, .words: CodeVector(counts(lengths.array))
        }
    }

    /// One more than the number of distinct values of each row.
    private func counts<Count: FixedWidthInteger & UnsignedInteger>(_ lengths: [Count]) -> [Count] {
        let size = MemoryLayout<Value>.size
        let laneCount = 8 / size
        let masks = (0...laneCount).map { $0 == laneCount ? UInt64.max : (1 << UInt64($0 * Value.bitWidth)) - 1 }
        return [Count](unsafeUninitializedCapacity: lengths.count) { counts, initialized in
            values.withUnsafeBytes { bytes in
                var start = 0
                for (row, length) in lengths.enumerated() {
                    let length = Int(length)
                    var count: Int?
                    if length <= laneCount, start &* size &+ 8 <= bytes.count {
                        // Lengths of rows follow no order, so no branch depends on that of a short row.
                        let word = UInt64(
                            littleEndian: bytes.loadUnaligned(fromByteOffset: start &* size, as: UInt64.self))
                        let lanes = DistinctCounts.laneCount(word & masks[length])
                        // Several values may be equal.
                        if lanes <= 1 { count = lanes }
                    }
                    let found = count ?? distinctCount(start..<start &+ length)
                    counts.initializeElement(at: row, to: Count(truncatingIfNeeded: 1 &+ found))
                    start &+= length
                }
            }
            initialized = lengths.count
        }
    }

    /// The lanes of a word that are not 0, a value each.
    ///
    /// Adding all lower bits to those of a lane carries into its highest bit, unless they are 0.
    private static func laneCount(_ word: UInt64) -> Int {
        let ones = UInt64.max / UInt64(Value.max)
        let low = ones &* UInt64(Value.max >> 1)
        let high = ~low
        let marks = (((word & low) &+ low) | word) & high
        let bits = UInt64(Value.bitWidth)
        return Int(((marks &>> (bits &- 1)) &* ones) &>> (64 &- bits))
    }

    private func distinctCount(_ range: Range<Int>) -> Int {
        if range.count > longRow { return Set(values[range].lazy.filter { $0 != 0 }).count }
        var count = 0
        for index in range where values[index] != 0 {
            var other = range.lowerBound
            while other < index, values[other] != values[index] { other &+= 1 }
            if other == index { count &+= 1 }
        }
        return count
    }
}
