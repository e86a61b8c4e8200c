extension JSONStringScan {
    /// Strings of fewer bytes than this are found by ``plainString(_:)``.
    static let plainBytes = ShortValueTable.maximumByteCount

    /// The length and the key of a string of fewer than ``plainBytes`` bytes, all ASCII and none an escape, which most
    /// values are; nil for any other.
    ///
    /// Three words are looked at whatever the length: a branch on it would be guessed wrong as often as not.
    ///
    /// - Parameter text: the bytes after the opening quote; ``plainBytes`` of them can be read.
    @inline(__always)
    static func plainString(_ text: UnsafePointer<UInt8>) -> (length: Int, key: ShortValueTable.Key)? {
        let words = (ByteScan.word(text, at: 0), ByteScan.word(text, at: 8), ByteScan.word(text, at: 16))
        guard (words.0 | words.1 | words.2) & ByteScan.highBits == 0 else { return nil }
        let stops = (stops(words.0), stops(words.1), stops(words.2))
        guard stops.0 | stops.1 | stops.2 != 0 else { return nil }
        let later = stops.1 != 0 ? 64 &+ stops.1.trailingZeroBitCount : 128 &+ stops.2.trailingZeroBitCount
        let length = (stops.0 != 0 ? stops.0.trailingZeroBitCount : later) &>> 3
        guard text[length] == UInt8(ascii: "\"") else { return nil }
        let second = stops.0 != 0 ? 0 : words.1 & bytesBefore(stops.1)
        let third = stops.0 | stops.1 != 0 ? 0 : words.2 & bytesBefore(stops.2)
        return (length, ShortValueTable.Key((words.0 & bytesBefore(stops.0), second, third), count: length))
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

    /// All bits of the bytes below the lowest mark; of all bytes where there is none.
    @inline(__always)
    private static func bytesBefore(_ stops: UInt64) -> UInt64 { ((stops & (0 &- stops)) &>> 7) &- 1 }
}
