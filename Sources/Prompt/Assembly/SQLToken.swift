/// A piece of an SQL text.
struct SQLToken: Equatable {
    enum Kind: Equatable {
        /// A keyword or a plain name.
        case word
        /// A name in double quotes, backquotes or brackets.
        case quotedName
        case string
        case number
        /// `:name`, `$name`, `@name`, `?`.
        case parameter
        case symbol
        case comment
    }

    var kind: Kind
    /// As written in the text.
    var text: String
    /// Its place in the text, in bytes of UTF-8.
    var range: Range<Int>
    /// False for a string, quoted name or comment that is not closed.
    var isClosed = true

    /// A word in lower case, for comparing with keywords; the empty text for others.
    var keyword: String { kind == .word ? text.lowercased() : "" }

    /// The name of a word or quoted name; the content of a string. Nil for others.
    var value: String? {
        switch kind {
        case .word: return text
        case .quotedName, .string:
            let quote = String(text.prefix(1))
            let end = quote == "[" ? "]" : quote
            let inner = text.dropFirst().dropLast(isClosed && text.count > 1 ? 1 : 0)
            return quote == "[" ? String(inner) : String(inner).replacing(end + end, with: end)
        default: return nil
        }
    }

    func isSymbol(_ symbol: String) -> Bool { kind == .symbol && text == symbol }
}
