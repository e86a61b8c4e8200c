/// Strict UTF-8 (RFC 3629): shortest forms only, no surrogates, nothing above U+10FFFF.
enum UTF8Check {
    /// The index of the first byte that does not continue well-formed UTF-8, or `nil`. Cost: one pass.
    static func firstInvalid(_ text: UnsafePointer<UInt8>, count: Int) -> Int? {
        UTF8Blocks.areValid(text, count: count) ? nil : firstInvalidCharacter(text, count: count)
    }

    /// The same, character by character, ASCII eight bytes a step.
    static func firstInvalidCharacter(_ text: UnsafePointer<UInt8>, count: Int) -> Int? {
        var index = 0
        while index < count {
            if index &+ 8 <= count {
                let high = ByteScan.word(text, at: index) & ByteScan.highBits
                if high == 0 {
                    index &+= 8
                    continue
                }
                index &+= high.trailingZeroBitCount &>> 3
            } else if text[index] < 0x80 {
                index &+= 1
                continue
            }
            // Multi-byte characters come in runs: this loop continues while they do.
            repeat {
                if index &+ 8 <= count {
                    let length = pairLength(ByteScan.word(text, at: index))
                    if length > 0 {
                        index &+= length
                        continue
                    }
                }
                let length = sequenceLength(text + index, available: count &- index)
                if length == 0 { return index }
                index &+= length
            } while index < count && text[index] >= 0x80
        }
        return nil
    }

    /// The number of bytes of two plain three-byte characters, or of three plain two-byte ones, at the start of `word`;
    /// 0 if there are none.
    ///
    /// Leads that allow only some of the bytes after them (E0, ED, C0, C1) are left to
    /// ``sequenceLength(_:available:)``.
    @inline(__always)
    private static func pairLength(_ word: UInt64) -> Int {
        if word & 0xC0C0_F0C0_C0F0 == 0x8080_E080_80E0 {
            let leads = word & 0x0F00_000F
            let first = leads & 0xF
            let second = leads &>> 24
            return first != 0 && first != 0xD && second != 0 && second != 0xD ? 6 : 0
        }
        if word & 0xC0E0_C0E0_C0E0 == 0x80C0_80C0_80C0 {
            return word & 0x1E != 0 && word & 0x1E_0000 != 0 && word & 0x1E_0000_0000 != 0 ? 6 : 0
        }
        return 0
    }

    /// The length of the well-formed character that begins at `text`; 0 where there is none.
    @inline(__always)
    static func characterLength(_ text: UnsafePointer<UInt8>, available: Int) -> Int {
        text[0] < 0x80 ? 1 : sequenceLength(text, available: available)
    }

    /// The length of the well-formed sequence that begins at `text`, whose first byte is not ASCII; 0 where there is
    /// none.
    @inline(__always)
    private static func sequenceLength(_ text: UnsafePointer<UInt8>, available: Int) -> Int {
        let first = text[0]
        if first >= 0xE1 && first <= 0xEF {
            guard available >= 3 else { return 0 }
            let second = text[1]
            guard second & 0xC0 == 0x80, text[2] & 0xC0 == 0x80, first != 0xED || second < 0xA0 else { return 0 }
            return 3
        }
        if first >= 0xC2 && first <= 0xDF {
            return available >= 2 && text[1] & 0xC0 == 0x80 ? 2 : 0
        }
        if first == 0xE0 {
            return available >= 3 && text[1] & 0xE0 == 0xA0 && text[2] & 0xC0 == 0x80 ? 3 : 0
        }
        guard first >= 0xF0 && first <= 0xF4, available >= 4 else { return 0 }
        let second = text[1]
        guard second & 0xC0 == 0x80, text[2] & 0xC0 == 0x80, text[3] & 0xC0 == 0x80 else { return 0 }
        return (first == 0xF0 && second < 0x90) || (first == 0xF4 && second > 0x8F) ? 0 : 4
    }
}
