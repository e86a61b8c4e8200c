extension JSONStringScan {
    /// Strings of fewer bytes than this are found by ``plainLength(_:)``.
    static let plainBytes = 24

    /// The length of a string of fewer than ``plainBytes`` bytes, all ASCII and none an escape, which most values are;
    /// -1 for any other.
    ///
    /// Three words are looked at whatever the length: a branch on it would be guessed wrong as often as not.
    ///
    /// - Parameter text: the bytes after the opening quote; ``plainBytes`` of them can be read.
    @inline(__always)
    static func plainLength(_ text: UnsafePointer<UInt8>) -> Int {
        let first = ByteScan.word(text, at: 0)
        let second = ByteScan.word(text, at: 8)
        let third = ByteScan.word(text, at: 16)
        guard (first | second | third) & ByteScan.highBits == 0 else { return -1 }
        let stops = (stops(first), stops(second), stops(third))
        guard stops.0 | stops.1 | stops.2 != 0 else { return -1 }
        let later = stops.1 != 0 ? 64 &+ stops.1.trailingZeroBitCount : 128 &+ stops.2.trailingZeroBitCount
        let length = (stops.0 != 0 ? stops.0.trailingZeroBitCount : later) &>> 3
        return text[length] == UInt8(ascii: "\"") ? length : -1
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
}
