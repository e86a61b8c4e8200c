import Foundation
import Parallel

/// Embeddings by counting the runs of 3 and 4 characters of a text, in lower case, hashed into 2^18 places.
///
/// They need no model, and see spelling alone: a synonym is far, and a wrong sense that is spelled alike is near. On
/// the questions of CultureLLM the 99th percentile of cosines to other seeds is about 0.46, so `calibrated` is the
/// threshold for them, and 0.80 is not.
///
/// A run that occurs k times weighs 1 + ln k. The sign comes from the hash, so that runs that share a place cancel on
/// average.
///
/// Source: K. Weinberger and others, "Feature hashing for large scale multitask learning", ICML 2009.
public struct HashedEmbedder: Embedder, Sendable {
    public let model = "hashed-3-4-grams"
    static let dimension = 1 << 18
    private static let lengths = [3, 4]

    public init() {}

    public func embeddings(of texts: [String]) throws -> [Embedding?] {
        try texts.concurrentMap { Self.embedding(of: $0) }
    }

    static func embedding(of text: String) -> Embedding? {
        let words = Words.lowered(text)
        guard !words.isEmpty else { return nil }
        let scalars = Array(" \(words.joined(separator: " ")) ".unicodeScalars.map(\.value))
        var counts: [UInt64: Int] = [:]
        for length in lengths where scalars.count >= length {
            for start in 0...(scalars.count - length) {
                counts[hash(scalars[start..<start + length]), default: 0] += 1
            }
        }
        var entries: [Int32: Double] = [:]
        // In the order of the hashes: sums that share a place must not depend on the order of a dictionary.
        for (hash, count) in counts.sorted(by: { $0.key < $1.key }) {
            let weight = 1 + log(Double(count))
            entries[Int32(hash % UInt64(dimension)), default: 0] += hash >> 63 == 0 ? weight : -weight
        }
        return Embedding(sparse: entries, dimension: dimension)
    }

    /// FNV-1a over the scalars, mixed so that the high bits are good too.
    private static func hash(_ run: ArraySlice<UInt32>) -> UInt64 {
        var hash = run.reduce(0xCBF2_9CE4_8422_2325 as UInt64) { ($0 ^ UInt64($1)) &* 0x100_0000_01B3 }
        hash ^= hash >> 32
        hash &*= 0xD6E8_FEB8_6659_FD93
        return hash ^ (hash >> 32)
    }
}
