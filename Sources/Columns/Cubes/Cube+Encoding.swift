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
    ///   - tagLimits: the greatest code of each tag column.
    ///   - listLimit: the greatest code of the multi-valued column; nil for none.
    ///   - sampleCount: the samples of all cells.
    /// - Throws: `SegmentError`.
    public init(
        decoding bytes: UnsafeRawBufferPointer, cellCount: Int, tagLimits: [UInt32], listLimit: UInt32?,
        sampleCount: Int
    ) throws {
        var cursor = ByteCursor(bytes)
        let counts = try Cube.vector(&cursor, count: cellCount, limit: .max)
        self.counts = counts.integers(as: Int64.self)
        let total = self.counts.reduce(0, +)
        guard total == Int64(sampleCount) else {
            throw SegmentError.cubeSamples(expected: sampleCount, found: Int(total))
        }
        tags = try tagLimits.map { try Cube.vector(&cursor, count: cellCount, limit: $0) }
        if let listLimit {
            let lengths = try Cube.vector(&cursor, count: cellCount, limit: .max)
            let codes = try Cube.vector(&cursor, count: nil, limit: listLimit)
            let mentions = try Cube.vector(&cursor, count: codes.count, limit: .max)
            lists = try ListVector(lengths: lengths, distinctCodes: codes, mentions: mentions)
        }
        guard cursor.remaining == 0 else { throw SegmentError.leftOver(cursor.remaining) }
    }

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
