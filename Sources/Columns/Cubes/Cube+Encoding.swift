extension Cube {
    /// The cube as bytes: its vectors one after another.
    ///
    /// Each vector is its encoding (1 byte), its number of values, its greatest value and the bytes of its payload
    /// (4 each), the payload: counts, tags, and of lists their lengths, codes and mentions.
    ///
    /// - Complexity: O(cells × columns).
    public func encoded() -> [UInt8] {
        var bytes: [UInt8] = []
        Cube.append(counts.map { UInt32(clamping: $0) }, to: &bytes)
        for codes in tags { Cube.append(codes.array, to: &bytes) }
        if let lists {
            Cube.append((0..<lists.rowCount).map { lists.offsets[$0 + 1] - lists.offsets[$0] }, to: &bytes)
            Cube.append(lists.codes.array, to: &bytes)
            Cube.append(lists.mentions ?? Array(repeating: 1, count: lists.elementCount), to: &bytes)
        }
        return bytes
    }

    private static func append(_ values: [UInt32], to bytes: inout [UInt8]) {
        let (encoding, payload) = IntegerEncoder.encode(values)
        bytes.append(UInt8(encoding.rawValue))
        bytes.append(integer: UInt32(values.count))
        bytes.append(integer: values.max() ?? 0)
        bytes.append(integer: UInt32(payload.count))
        bytes += payload
    }

    /// Decodes what `encoded()` made. Nothing read from the bytes is trusted.
    ///
    /// - Parameters:
    ///   - tagLimits: the greatest code of each tag column; nil for one that is left out.
    ///   - listLimit: the greatest code of the multi-valued column; nil if it is left out.
    ///   - hasLists: whether there is a multi-valued column.
    ///   - sampleCount: the samples of all cells.
    /// - Throws: `SegmentError`.
    /// - Complexity: O(cells × columns that are not left out).
    public init(
        decoding bytes: UnsafeRawBufferPointer, cellCount: Int, tagLimits: [UInt32?], listLimit: UInt32?,
        hasLists: Bool, sampleCount: Int
    ) throws {
        var cursor = ByteCursor(bytes)
        let counts = try Cube.vector(&cursor, count: cellCount, limit: .max)
        self.counts = counts.integers(as: Int64.self)
        let total = self.counts.reduce(0, +)
        guard total == Int64(sampleCount) else {
            throw SegmentError.cubeSamples(expected: sampleCount, found: Int(total))
        }
        tags = try tagLimits.compactMap { limit in
            guard let limit else {
                try Cube.skip(&cursor)
                return nil
            }
            return try Cube.vector(&cursor, count: cellCount, limit: limit)
        }
        if hasLists, listLimit == nil {
            for _ in 0..<3 { try Cube.skip(&cursor) }
        } else if let listLimit {
            let lengths = try Cube.vector(&cursor, count: cellCount, limit: .max)
            let codes = try Cube.vector(&cursor, count: nil, limit: listLimit)
            let mentions = try Cube.vector(&cursor, count: codes.count, limit: .max)
            lists = try ListVector(lengths: lengths, distinctCodes: codes, mentions: mentions)
        }
        guard cursor.remaining == 0 else { throw SegmentError.leftOver(cursor.remaining) }
    }

    private static func skip(_ cursor: inout ByteCursor) throws {
        _ = try cursor.take(vectorHeaderSize)
        _ = try cursor.take(Int(try cursor.integer(UInt32.self)))
    }

    /// Bytes of a vector before the size of its payload.
    private static let vectorHeaderSize = 9

    private static func vector(_ cursor: inout ByteCursor, count: Int?, limit: UInt32) throws -> CodeVector {
        let number = Int(try cursor.integer(UInt8.self))
        guard let encoding = SegmentEncoding(rawValue: number) else { throw SegmentError.unknownEncoding(number) }
        let found = Int(try cursor.integer(UInt32.self))
        let greatest = try cursor.integer(UInt32.self)
        let payload = try cursor.take(Int(try cursor.integer(UInt32.self)))
        guard found <= EncodedSegment.maximumCount, found == count ?? found else {
            throw SegmentError.valueOutOfRange(Int64(found))
        }
        return try CodeVector(decoding: encoding, payload, count: found, greatest: greatest, limit: limit)
    }
}
