extension JSONStringScan {
    /// Strings of fewer bytes than this are found by ``plainString(_:)``.
    static let plainBytes = ShortValueTable.maximumByteCount

    /// The length and the key of a string of fewer than ``plainBytes`` bytes, all ASCII and none an escape, which most
    /// values are; nil for any other.
    ///
    /// Three words are read whatever the length: a branch on it would be mispredicted half of the time.
    ///
    /// - Parameter text: the bytes after the opening quote; ``plainBytes`` of them can be read.
    @inline(__always)
    static func plainString(_ text: UnsafePointer<UInt8>) -> (length: Int, key: ShortValueTable.Key)? {
        let words = (ByteScan.word(text, at: 0), ByteScan.word(text, at: 8), ByteScan.word(text, at: 16))
        guard (words.0 | words.1 | words.2) & ByteScan.highBits == 0 else { return nil }
        let stops = bits(stops(words.0)) | bits(stops(words.1)) &<< 8 | bits(stops(words.2)) &<< 16
        let length = stops.trailingZeroBitCount
        guard stops != 0, text[length] == UInt8(ascii: "\"") else { return nil }
        return (length, ShortValueTable.Key(words, count: length))
    }

    /// Marks with a high bit the quotes, backslashes and control characters of a word of ASCII; only the lowest mark is
    /// exact (see ``ByteScan``).
    @inline(__always)
    private static func stops(_ word: UInt64) -> UInt64 {
        let quotes = (word ^ ByteScan.repeated(UInt8(ascii: "\""))) &- ByteScan.ones
        let backslashes = (word ^ ByteScan.repeated(UInt8(ascii: "\\"))) &- ByteScan.ones
        let controls = word &- ByteScan.repeated(0x20)
        return (quotes | backslashes | controls) & ByteScan.highBits
    }

    /// The high bits of the bytes, one beside the other, that of the first byte lowest.
    @inline(__always)
    private static func bits(_ marks: UInt64) -> UInt64 { ((marks &>> 7) &* 0x0102_0408_1020_4080) &>> 56 }
}
