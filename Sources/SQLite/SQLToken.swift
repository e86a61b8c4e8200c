/// A token of SQL: a word, name, number, text, parameter, symbol or comment, and where it stands.
package struct SQLToken: Equatable, Sendable {
    package enum Kind: Sendable {
        /// A word that may be a keyword or a name.
        case word
        /// A name in double quotes, backquotes or brackets.
        case quotedName
        case string
        case number
        /// `x'61'`
        case blob
        /// `:name`, `$name`, `@name`, `?`, `?1`.
        case parameter
        case symbol
        case comment
        /// What SQLite refuses: a character outside its grammar, a number with letters behind it, a quote without an
        /// end.
        case illegal
    }

    package var kind: Kind
    /// As it stands in the statement.
    package var written: String
    /// As written; for a quoted name, what is between the quotes, with a doubled quote once.
    package var text: String
    /// Its place in the statement, in bytes of UTF-8.
    package var range: Range<Int>
    /// False for a string, quoted name or comment without an end.
    package var isClosed: Bool

    package init(kind: Kind, written: String, range: Range<Int>, isClosed: Bool = true) {
        self.kind = kind
        self.written = written
        self.range = range
        self.isClosed = isClosed
        text = kind == .quotedName ? SQLToken.content(of: written, isClosed: isClosed) : written
    }

    /// A word in lower case, for comparing with keywords; the empty text for others.
    package var keyword: String { kind == .word ? written.lowercased() : "" }

    /// Whether it is this keyword, in any case.
    package func isWord(_ keyword: String) -> Bool { kind == .word && SQLName.areSame(text, keyword) }

    package func isSymbol(_ symbol: String) -> Bool { kind == .symbol && written == symbol }

    /// As a name; nil for what cannot be one.
    package var name: SQLName? {
        switch kind {
        case .word, .quotedName: SQLName(text)
        case .string, .number, .blob, .parameter, .symbol, .comment, .illegal: nil
        }
    }

    /// The name of a word or quoted name, or the content of a string; nil for others.
    package var value: String? {
        switch kind {
        case .word, .quotedName: text
        case .string: SQLToken.content(of: written, isClosed: isClosed)
        case .number, .blob, .parameter, .symbol, .comment, .illegal: nil
        }
    }

    /// Whether two tokens mean the same in an expression.
    package func isSame(as other: SQLToken) -> Bool {
        if let name, let otherName = other.name { return name == otherName }
        return kind == other.kind && text == other.text
    }

    /// What is between quotes, with a doubled quote once.
    private static func content(of quoted: String, isClosed: Bool) -> String {
        // By bytes: in Swift a quote followed by a combining accent is another character.
        let bytes = Array(quoted.utf8)
        guard let mark = bytes.first else { return "" }
        var content: [UInt8] = []
        var index = 1
        let end = isClosed && bytes.count > 1 ? bytes.count - 1 : bytes.count
        while index < end {
            content.append(bytes[index])
            let isDoubled = bytes[index] == mark && mark != UInt8(ascii: "[") && index + 1 < end
            index += isDoubled && bytes[index + 1] == mark ? 2 : 1
        }
        return String(decoding: content, as: UTF8.self)
    }
}
