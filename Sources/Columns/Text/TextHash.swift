import CXXHash

/// XXH3-128 of a text, which stands for the text where texts are only compared.
///
/// Among ten billion different texts the probability that any two have the same hash is below 1e-18.
public struct TextHash: Hashable, Sendable {
    public let low: UInt64
    public let high: UInt64

    public init(_ text: UnsafeRawBufferPointer) {
        let hash = XXH3_128bits(text.baseAddress, text.count)
        (low, high) = (hash.low64, hash.high64)
    }
}

extension TextVector {
    /// The hash of each row's text, nil for null.
    ///
    /// - Complexity: O(bytes), at memory speed.
    public func hashes() -> [TextHash?] {
        (0..<rowCount).map { row in withBytes(of: row) { $0.map(TextHash.init) } }
    }
}
