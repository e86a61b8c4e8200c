/// The case folding of SQL's LIKE: A to Z become a to z, and nothing else changes.
public enum ASCIIFolding {
    @inline(__always)
    public static func folded(_ byte: UInt8) -> UInt8 {
        byte &- UInt8(ascii: "A") < 26 ? byte | 0x20 : byte
    }

    public static func folded(_ bytes: some Sequence<UInt8>) -> [UInt8] { bytes.map(folded) }

    /// Folds bytes where they lie.
    ///
    /// - Complexity: O(count); the loop has no branch, so that it processes many bytes at a time.
    public static func fold(_ bytes: UnsafeMutableRawBufferPointer) {
        let bytes = bytes.assumingMemoryBound(to: UInt8.self)
        for index in bytes.indices {
            let byte = bytes[index]
            bytes[index] = byte | (byte &- 65 < 26 ? 0x20 : 0)
        }
    }
}
