/// A longest part of a text whose characters are of one kind.
public struct TextRun: Equatable, Sendable {
    public enum Kind: UInt8, Sendable {
        /// Blanks, punctuation, control characters, NUL.
        case separator
        /// Letters, digits and marks of scripts that separate words.
        case word
        /// Characters of scripts that do not: Han, Kana, Thai, Lao, Khmer, Myanmar, fullwidth forms.
        case unspaced
    }

    public var kind: Kind
    /// In bytes.
    public var range: Range<Int>

    /// Calls `body` with the runs of a text, in their order.
    ///
    /// Malformed UTF-8 is cut somewhere, and always in the same way.
    /// - Complexity: O(bytes).
    @inline(__always)
    public static func forEach(in text: UnsafeRawBufferPointer, _ body: (Kind, Range<Int>) throws -> Void) rethrows {
        var start = 0
        while start < text.count {
            let (kind, length) = character(at: start, of: text)
            var end = start + length
            while end < text.count {
                let (next, length) = character(at: end, of: text)
                if next != kind { break }
                end += length
            }
            try body(kind, start..<end)
            start = end
        }
    }

    /// The kind of the character that ends before `index`; nil at the beginning.
    public static func kind(before index: Int, of text: UnsafeRawBufferPointer) -> Kind? {
        guard index > 0 else { return nil }
        var start = index - 1
        while start > 0, index - start < 4, text[start] & 0xC0 == 0x80 { start -= 1 }
        return character(at: start, of: text).kind
    }

    /// The kind of the character that begins at `index`; nil at the end.
    public static func kind(at index: Int, of text: UnsafeRawBufferPointer) -> Kind? {
        index < text.count ? character(at: index, of: text).kind : nil
    }

    /// The kind and the bytes of the character that begins at `index`.
    @inline(__always)
    static func character(at index: Int, of text: UnsafeRawBufferPointer) -> (kind: Kind, length: Int) {
        let lead = text[index]
        if lead < 0x80 { return (isASCIIWord(lead) ? .word : .separator, 1) }
        return wideCharacter(lead, at: index, of: text)
    }

    @inline(__always)
    private static func isASCIIWord(_ byte: UInt8) -> Bool {
        (byte | 0x20) &- UInt8(ascii: "a") < 26 || byte &- UInt8(ascii: "0") < 10
    }

    private static func wideCharacter(
        _ lead: UInt8, at index: Int, of text: UnsafeRawBufferPointer
    ) -> (kind: Kind, length: Int) {
        // A byte that cannot lead a character stands for itself.
        let length = min(lead < 0xC0 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4, text.count - index)
        let second = length > 1 ? text[index + 1] : 0
        let third = length > 2 ? text[index + 2] : 0
        let kind: Kind =
            switch (lead, second) {
            case (0xC2, 0xA0...0xBF): .separator  // U+00A0…00BF: no-break space, « » ¿ ¡
            case (0xD8, 0x8C), (0xD8, 0x9B), (0xD8, 0x9F): .separator  // Arabic comma, semicolon, question mark
            case (0xE0, 0xA5): third == 0xA4 || third == 0xA5 ? .separator : .word  // danda, double danda
            case (0xE0, 0xB8...0xBB): .unspaced  // Thai, Lao
            case (0xE1, 0x80...0x82), (0xE1, 0x9E...0x9F): .unspaced  // Myanmar, Khmer
            case (0xE2, 0x80...0x81): .separator  // general punctuation
            case (0xE3, 0x80): .separator  // CJK punctuation
            case (0xE3...0xE9, _), (0xEF, 0xBC...0xBD), (0xF0, 0xA0...0xBF): .unspaced  // Kana, Han, fullwidth forms
            default: .word
            }
        return (kind, length)
    }
}
