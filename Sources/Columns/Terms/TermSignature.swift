/// Which chunks of a vocabulary have which trigrams: a transposed Bloom filter with one hash function, so that a
/// look-up reads only the few rows of bits of its trigrams.
///
/// Layout: for each of 8,192 buckets one bit per chunk, set if the chunk has a trigram of the bucket.
struct TermSignature {
    static let bucketCount = 8_192
    /// No vocabulary that this program wrote has more chunks.
    private static let maximumChunkCount = 1 << 24
    let chunkCount: Int
    private var bits: [UInt8]

    private var bucketByteCount: Int { (chunkCount + 7) / 8 }

    var bytes: [UInt8] { bits }

    init(chunkCount: Int) {
        self.chunkCount = chunkCount
        bits = Array(repeating: 0, count: (chunkCount + 7) / 8 * TermSignature.bucketCount)
    }

    /// - Throws: `SegmentError` if there are not as many bytes as the chunks need.
    init(chunkCount: Int, bytes: [UInt8]) throws {
        guard (0...TermSignature.maximumChunkCount).contains(chunkCount) else {
            throw SegmentError.valueOutOfRange(Int64(chunkCount))
        }
        self.chunkCount = chunkCount
        bits = bytes
        let needed = bucketByteCount * TermSignature.bucketCount
        guard bytes.count == needed else { throw SegmentError.truncated(needed: needed, available: bytes.count) }
    }

    mutating func add(_ text: UnsafeRawBufferPointer, chunk: Int) {
        let offset = chunk / 8
        let bit: UInt8 = 1 << UInt8(chunk % 8)
        let stride = bucketByteCount
        TermSignature.forEachBucket(of: text) { bits[$0 * stride + offset] |= bit }
    }

    /// The chunks that may have the text; all if it is shorter than a trigram.
    func chunks(thatMayContain text: UnsafeRawBufferPointer) -> [Int] {
        let stride = bucketByteCount
        var left = [UInt8](repeating: 0xFF, count: stride)
        TermSignature.forEachBucket(of: text) { bucket in
            for index in 0..<stride { left[index] &= bits[bucket * stride + index] }
        }
        return (0..<chunkCount).filter { left[$0 / 8] >> UInt8($0 % 8) & 1 == 1 }
    }

    @inline(__always)
    private static func forEachBucket(of text: UnsafeRawBufferPointer, _ body: (Int) -> Void) {
        guard text.count >= 3 else { return }
        var trigram = UInt32(text[0]) << 8 | UInt32(text[1])
        for index in 2..<text.count {
            trigram = (trigram << 8 | UInt32(text[index])) & 0xFF_FFFF
            // Multiplicative hashing with 2^32 over the golden ratio; the high bits are the mixed ones.
            body(Int((trigram &* 0x9E37_79B1) >> 19))
        }
    }
}
