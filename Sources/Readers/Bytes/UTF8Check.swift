/// Strict UTF-8 (RFC 3629): shortest forms only, no surrogates, nothing above U+10FFFF.
enum UTF8Check {
    /// The index of the first byte that does not continue well-formed UTF-8, or `nil`. Cost: one pass, ASCII eight
    /// bytes a step.
    static func firstInvalid(_ text: UnsafePointer<UInt8>, count: Int) -> Int? {
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
            // Multi-byte characters come in runs: stay here while they do.
            repeat {
                let length = sequenceLength(text + index, available: count &- index)
                if length == 0 { return index }
                index &+= length
            } while index < count && text[index] >= 0x80
        }
        return nil
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
