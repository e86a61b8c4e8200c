@testable import Columns

/// Decodes bytes as what the store keeps as bytes; the first byte chooses what. What is decoded is of the size that was
/// claimed, and is the same after it was encoded again. Checksums do not count here: they are those of the bytes.
func fuzzSegment(_ bytes: [UInt8]) {
    guard bytes.count >= 3 else { return }
    let choice = Int(bytes[0])
    let count = Int(bytes[1]) | Int(bytes[2]) << 8
    let payload = Array(bytes.dropFirst(3))
    let encoding = SegmentEncoding(rawValue: choice / 8 % (SegmentEncoding.allCases.count + 1))
    switch choice % 8 {
    case 0: decodeIntegers(encoding, payload, count)
    case 1: decodeColumn(encoding, payload, count)
    case 2: decompressTexts(payload, count, rawByteCount: choice << 6 | count)
    case 3: readTexts(payload, count)
    case 4: decodeCube(payload, cellCount: count & 0xFF, limit: UInt32(count >> 8))
    case 5: lookUp(payload, rowCount: count & 0x3FF, postingBytes: count >> 10)
    case 6: decodePostings(payload, count, offset: choice >> 3)
    default: decodeChunk(payload)
    }
}

private func decodeIntegers(_ encoding: SegmentEncoding?, _ payload: [UInt8], _ count: Int) {
    guard let encoding else { return }
    decode(encoding, payload, count, as: Int64.self)
    decode(encoding, payload, count, as: UInt32.self)
    decode(encoding, payload, count, as: UInt8.self)
}

private func decode<Value: FixedWidthInteger>(
    _ encoding: SegmentEncoding, _ payload: [UInt8], _ count: Int, as type: Value.Type
) {
    let decoded = payload.withUnsafeBytes { try? IntegerDecoder.decode(encoding, $0, count: count, as: type) }
    guard let decoded else { return }
    precondition(decoded.count == count)
    let (again, bytes) = IntegerEncoder.encode(decoded)
    let same = bytes.withUnsafeBytes { try? IntegerDecoder.decode(again, $0, count: count, as: type) }
    precondition(same == decoded)
}

/// A column of numbers with nulls, and one of codes.
private func decodeColumn(_ encoding: SegmentEncoding?, _ payload: [UInt8], _ count: Int) {
    guard let encoding, let first = payload.first else { return }
    let nulls = Int(first)
    let segment = EncodedSegment(
        encoding: encoding, count: count, nullCount: nulls, range: 0...Int64(nulls), payload: Array(payload.dropFirst()))
    if let numbers = try? IntegerVector(decoding: segment) {
        precondition(numbers.count == count)
        precondition((try? IntegerVector(decoding: numbers.encoded())) == numbers)
    }
    if let codes = try? CodeVector(decoding: segment, limit: 1000) {
        precondition(codes.count == count && (codes.array.max() ?? 0) <= 1000)
    }
}

private func decompressTexts(_ payload: [UInt8], _ count: Int, rawByteCount: Int) {
    let block = TextBlock(
        rowCount: count, rawByteCount: rawByteCount, compressed: payload, checksum: Checksum.of(payload))
    if let texts = try? block.texts() { read(texts, count) }
}

/// The bytes before compression, so that what follows it is reached.
private func readTexts(_ raw: [UInt8], _ count: Int) {
    let rowCount = count % 64
    let block = raw.withUnsafeBytes {
        try? TextBlock(compressing: $0, rowCount: rowCount, with: TextCompressor())
    }
    guard let block else { preconditionFailure("bytes were not compressed") }
    if let texts = try? block.texts() { read(texts, rowCount) }
}

private func read(_ texts: TextVector, _ count: Int) {
    precondition(texts.rowCount == count)
    var lengths: [Int?] = []
    var bytes: [UInt8] = []
    for row in 0..<count {
        texts.withBytes(of: row) { text in
            lengths.append(text?.count)
            bytes += text ?? UnsafeRawBufferPointer(start: nil, count: 0)
        }
    }
    let again = bytes.withUnsafeBytes { try? TextBlock(lengths: lengths, bytes: $0) }
    precondition(again?.rawByteCount == texts.byteCount)
    _ = texts.lengthCodes(in: .characters)
    _ = texts.hasNUL || texts.hasStrayContinuation
    guard let row = lengths.firstIndex(where: { ($0 ?? 0) >= 2 }) else { return }
    let sought = texts.folded().withBytes(of: row) { Array($0 ?? UnsafeRawBufferPointer(start: nil, count: 0)).prefix(2) }
    var rows: [Int] = []
    texts.folded().forEachFirst(SubstringSearch(Array(sought))) { row, place, text in
        precondition(place + sought.count <= text.count && row > rows.last ?? -1)
        rows.append(row)
    }
    precondition(rows.contains(row) && rows.allSatisfy { $0 < count })
}

private func decodeCube(_ payload: [UInt8], cellCount: Int, limit: UInt32) {
    // Lists may be read or skipped, and there may be none.
    let readsLists = limit % 2 == 0
    func decoded(_ bytes: [UInt8], sampleCount: Int, hasLists: Bool) throws -> Cube {
        try bytes.withUnsafeBytes {
            try Cube(
                decoding: $0, cellCount: cellCount, tagLimits: [limit, 3], listLimit: readsLists ? limit : nil,
                hasLists: hasLists, sampleCount: sampleCount)
        }
    }
    let hasLists = readsLists || limit % 3 == 0
    do {
        _ = try decoded(payload, sampleCount: 0, hasLists: hasLists)
    } catch SegmentError.cubeSamples(_, let samples) {
        // Now with the samples that it has.
        guard let cube = try? decoded(payload, sampleCount: samples, hasLists: hasLists) else { return }
        precondition(cube.cellCount == cellCount && cube.tags.allSatisfy { $0.count == cellCount })
        // Lists that were skipped are not written again.
        let again = try? decoded(cube.encoded(), sampleCount: samples, hasLists: readsLists)
        precondition(again.map(values) == values(cube))
    } catch { precondition(!"\(error)".isEmpty) }
}

/// What a cube says, however its vectors are kept.
private func values(_ cube: Cube) -> [[Int64]] {
    let lists = cube.lists.map { lists in
        [lists.offsets, lists.codes.array, lists.mentions ?? Array(repeating: 1, count: lists.elementCount)]
    }
    return [cube.counts] + (cube.tags.map(\.array) + (lists ?? [])).map { $0.map(Int64.init) }
}

private func compressedChunk(_ raw: [UInt8]) -> [UInt8] {
    var bytes: [UInt8] = []
    bytes.append(integer: UInt32(raw.count))
    guard let compressed = try? Zstandard.compress(raw, level: 1) else { preconditionFailure("not compressed") }
    return bytes + compressed
}

private func decodeChunk(_ payload: [UInt8]) {
    _ = try? VocabularyChunk(encoded: payload)
    guard let chunk = try? VocabularyChunk(encoded: compressedChunk(payload)) else { return }
    guard let again = try? VocabularyChunk(encoded: chunk.encoded()) else { preconditionFailure("not read again") }
    precondition(again.text == chunk.text && again.postings == chunk.postings)
}

/// A text index whose first bytes are its lists and the rest its vocabulary.
private func lookUp(_ payload: [UInt8], rowCount: Int, postingBytes: Int) {
    let chunk = compressedChunk(Array(payload.dropFirst(postingBytes)))
    let lookup = TextIndexLookup(rowCount: rowCount, chunkCount: 1) { kind, number in
        guard number == 0 else { throw SegmentError.truncated(needed: number + 1, available: number) }
        return switch kind {
        case .signature: Array(repeating: 0xFF, count: TermSignature.bucketCount)
        case .vocabulary: chunk
        case .postings: Array(payload.prefix(postingBytes))
        }
    }
    for literal in ["a", "the", "kenya x", "学校"] {
        for edges in [false, true] {
            let query = TermQuery([.init(Array(literal.utf8), beginsAtEdge: edges, endsAtEdge: edges)])
            guard let rows = try? lookup.rows(matching: query) else { continue }
            precondition(rows.rows.allSatisfy { $0 < rowCount })
        }
    }
}

private func decodePostings(_ payload: [UInt8], _ count: Int, offset: Int) {
    for form in [PostingList.Form.distances, .bits] {
        let rowCount = count % 300
        var rows = RowBitmap(rowCount: rowCount)
        let read: Void? = payload.withUnsafeBytes {
            try? PostingList.decode(form, count: count / 300, at: offset, of: $0, into: &rows)
        }
        guard read != nil else { continue }
        let (again, bytes) = PostingList.encode(rows.rows, rowCount: rowCount)
        var same = RowBitmap(rowCount: rowCount)
        let isRead: Void? = bytes.withUnsafeBytes {
            try? PostingList.decode(again, count: rows.rows.count, at: 0, of: $0, into: &same)
        }
        precondition(isRead != nil && same == rows)
    }
}
