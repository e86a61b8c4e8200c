/// One JSON string: where it ends, and whether it is right.
struct JSONStringScan {
    /// Index of the closing quote; with a ``problem``, where that is.
    private(set) var end: Int
    private(set) var hasEscapes = false
    /// Whether an escape names half of a surrogate pair, which is read as U+FFFD.
    private(set) var hasLoneSurrogates = false
    private(set) var problem: JSONProblem?

    /// A string that is longer than this many bytes is likely to be much longer.
    private static let shortBytes = 16

    /// Scans the string whose first byte, after the quote, is at `start`; all indices are in `0..<count`.
    ///
    /// - Parameter isLong: whether it is expected to be longer than a few words.
    @inline(__always)
    init(_ text: UnsafePointer<UInt8>, from start: Int, count: Int, isLong: Bool = false) {
        let quotes = ByteScan.repeated(UInt8(ascii: "\""))
        let backslashes = ByteScan.repeated(UInt8(ascii: "\\"))
        let spaces = ByteScan.repeated(0x20)
        var index = start
        var seen: UInt64 = 0
        var isLong = isLong
        end = start
        while true {
            var isAtStop = false
            if isLong { index = ByteScan.skipPlainBytes(text, from: index, count: count, &seen) }
            while index &+ 8 <= count {
                let word = ByteScan.word(text, at: index)
                // Bytes below the blank borrow in the subtraction; `~word` removes bytes of 0x80 and above.
                let stops =
                    (ByteScan.matches(word, quotes) | ByteScan.matches(word, backslashes) | ((word &- spaces) & ~word))
                    & ByteScan.highBits
                if stops == 0 {
                    seen |= word
                    index &+= 8
                    if !isLong, index &- start >= Self.shortBytes {
                        isLong = true
                        index = ByteScan.skipPlainBytes(text, from: index, count: count, &seen)
                    }
                    continue
                }
                let offset = stops.trailingZeroBitCount &>> 3
                seen |= ByteScan.lowest(offset, of: word)
                index &+= offset
                isAtStop = true
                break
            }
            if !isAtStop, index == count {
                fail(.unexpectedEnd, at: count)
                return
            }
            let byte = text[index]
            if byte == UInt8(ascii: "\"") { break }
            if byte == UInt8(ascii: "\\") {
                index = skipEscape(text, from: index, count: count)
                if problem != nil { return }
            } else if byte < 0x20 {
                fail(.controlCharacterInString, at: index)
                return
            } else {
                seen |= UInt64(byte)
                index &+= 1
            }
        }
        end = index
        if seen & ByteScan.highBits != 0, let wrong = UTF8Check.firstInvalid(text + start, count: index &- start) {
            fail(.invalidUTF8, at: start &+ wrong)
        }
    }

    private mutating func fail(_ problem: JSONProblem, at index: Int) {
        self.problem = problem
        end = index
    }

    /// The index after the escape whose backslash is at `start`.
    private mutating func skipEscape(_ text: UnsafePointer<UInt8>, from start: Int, count: Int) -> Int {
        hasEscapes = true
        let index = start &+ 1
        guard index < count else {
            fail(.unexpectedEnd, at: count)
            return count
        }
        switch text[index] {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"), UInt8(ascii: "b"), UInt8(ascii: "f"),
            UInt8(ascii: "n"), UInt8(ascii: "r"), UInt8(ascii: "t"):
            return index &+ 1
        case UInt8(ascii: "u"):
            return skipUnicodeEscape(text, from: start, count: count)
        default:
            fail(.badEscape, at: start)
            return start
        }
    }

    private mutating func skipUnicodeEscape(_ text: UnsafePointer<UInt8>, from start: Int, count: Int) -> Int {
        guard let first = codeUnit(text, at: start &+ 2, count: count) else { return start }
        guard first & 0xF800 == 0xD800 else { return start &+ 6 }
        // Only a high surrogate and the escape of a low one make a character. Whatever follows half a pair is read
        // separately.
        if first < 0xDC00 {
            for (offset, byte) in [(6, UInt8(ascii: "\\")), (7, UInt8(ascii: "u"))] {
                guard start &+ offset < count else {
                    fail(.unexpectedEnd, at: count)
                    return count
                }
                guard text[start &+ offset] == byte else {
                    hasLoneSurrogates = true
                    return start &+ 6
                }
            }
            guard let second = codeUnit(text, at: start &+ 8, count: count) else { return start }
            if second & 0xFC00 == 0xDC00 { return start &+ 12 }
        }
        hasLoneSurrogates = true
        return start &+ 6
    }

    private mutating func codeUnit(_ text: UnsafePointer<UInt8>, at start: Int, count: Int) -> UInt32? {
        var unit: UInt32 = 0
        for index in start..<start &+ 4 {
            guard index < count else {
                fail(.unexpectedEnd, at: count)
                return nil
            }
            guard let digit = JSONText.hexadecimal(text[index]) else {
                fail(.badEscape, at: start &- 2)
                return nil
            }
            unit = unit &<< 4 | digit
        }
        return unit
    }
}
