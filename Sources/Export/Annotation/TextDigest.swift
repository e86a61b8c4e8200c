import CXXHash

/// 128 bits that stand for a text: XXH3 under a secret seed of the process.
///
/// Two different texts among 10 million have the same digest by chance with a probability of less than 10⁻²⁴, far below
/// that of a disk error, so texts with one digest count as one. The seed prevents prepared texts that collide.
struct TextDigest: Hashable {
    var low: UInt64
    var high: UInt64

    private static let seed = UInt64.random(in: 1...UInt64.max)

    init(_ text: [UInt8]) {
        let hash = XXH3_128bits_withSeed(text, text.count, TextDigest.seed)
        low = hash.low64
        high = hash.high64
    }
}
