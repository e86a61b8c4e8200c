/// A list of strings as JSON or Python print it, in one string: `["a", "b"]`, `['a', "b's"]`, `[]`.
enum BracketedList {
    /// The elements; nil if `text` is not such a list. Numbers and words without quotes count as strings; `None` and
    /// `null` are left out.
    static func elements(of text: String) -> [String]? {
        guard text.first == "[", text.last == "]", text.count >= 2 else { return nil }
        var rest = text.dropFirst().dropLast()
        var elements: [String] = []
        while true {
            rest = rest.drop(while: \.isWhitespace)
            guard let first = rest.first else { return elements }
            if first == "\"" || first == "'" {
                guard let (element, after) = quoted(rest.dropFirst(), quote: first) else { return nil }
                elements.append(element)
                rest = after.drop(while: \.isWhitespace)
            } else {
                let bare = rest.prefix { $0 != "," }
                rest = rest[bare.endIndex...]
                let word = bare.trimmingBlanks
                if word != "None" && word != "null" { elements.append(String(word)) }
            }
            guard let separator = rest.first else { return elements }
            guard separator == "," else { return nil }
            rest = rest.dropFirst()
        }
    }

    private static func quoted(_ text: Substring, quote: Character) -> (String, Substring)? {
        var element = ""
        var rest = text
        while let character = rest.popFirst() {
            if character == quote { return (element, rest) }
            guard character == "\\" else {
                element.append(character)
                continue
            }
            guard let escaped = rest.popFirst() else { return nil }
            switch escaped {
            case "n": element.append("\n")
            case "t": element.append("\t")
            case "r": element.append("\r")
            case "u":
                guard let scalar = scalar(of: &rest) else { return nil }
                element.unicodeScalars.append(scalar)
            default: element.append(escaped)
            }
        }
        return nil
    }

    /// The character of `XXXX` after `\u`, or of a surrogate pair `XXXX\uXXXX`.
    private static func scalar(of rest: inout Substring) -> Unicode.Scalar? {
        guard let high = UInt32(rest.prefix(4), radix: 16) else { return nil }
        rest = rest.dropFirst(4)
        guard (0xD800..<0xDC00).contains(high) else { return Unicode.Scalar(high) }
        guard rest.hasPrefix("\\u"), let low = UInt32(rest.dropFirst(2).prefix(4), radix: 16),
            (0xDC00..<0xE000).contains(low)
        else { return nil }
        rest = rest.dropFirst(6)
        return Unicode.Scalar(0x10000 + (high - 0xD800) << 10 + (low - 0xDC00))
    }
}
