import CXXHash

/// XXH3-128 of the bytes of a text: texts with equal hashes are taken to be equal.
struct TextHash: Hashable, Sendable {
    let low: UInt64
    let high: UInt64

    init(_ text: String) {
        var text = text
        let hash = text.withUTF8 { XXH3_128bits($0.baseAddress, $0.count) }
        (low, high) = (hash.low64, hash.high64)
    }
}
