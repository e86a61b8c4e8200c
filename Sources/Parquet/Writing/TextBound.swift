/// Bounds of texts that are short enough for statistics, well-formed UTF-8 where the texts are.
enum TextBound {
    /// A text that is not greater: the beginning of it.
    static func lower(_ text: [UInt8], limit: Int) -> (bytes: [UInt8], isExact: Bool) {
        text.count <= limit ? (text, true) : (prefix(of: text, limit: limit), false)
    }

    /// A text that is not less: a prefix of it in which the last character that can be incremented is incremented. Nil
    /// if there is none.
    static func upper(_ text: [UInt8], limit: Int) -> (bytes: [UInt8], isExact: Bool)? {
        if text.count <= limit { return (text, true) }
        var characters = Array(String(decoding: prefix(of: text, limit: limit), as: UTF8.self).unicodeScalars)
        while let last = characters.popLast() {
            if let raised = raised(last) {
                var result = String.UnicodeScalarView()
                result.append(contentsOf: characters + [raised])
                return (Array(String(result).utf8), false)
            }
        }
        return nil
    }

    /// The beginning of a text, not cut within a character.
    private static func prefix(of text: [UInt8], limit: Int) -> [UInt8] {
        var end = min(limit, text.count)
        while end > 0, end < text.count, text[end] & 0xC0 == 0x80 { end -= 1 }
        return Array(text[..<end])
    }

    /// The next character; UTF-8 keeps the order of characters.
    private static func raised(_ character: Unicode.Scalar) -> Unicode.Scalar? {
        // Surrogates are no characters.
        character.value == 0xD7FF ? Unicode.Scalar(0xE000 as UInt32) : Unicode.Scalar(character.value + 1)
    }
}
