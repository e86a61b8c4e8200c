import SQLite

/// A word, name, number, text or sign of a statement, and where it stands.
struct SQLToken: Equatable {
    enum Kind {
        /// A word that may be a keyword or a name.
        case word
        /// A name in quotation marks.
        case quotedName
        case number
        case text
        case parameter
        case sign
    }

    var kind: Kind
    /// As written; for a quoted name, the text between the quotes.
    var text: String
    /// Bytes of the statement.
    var range: Range<Int>

    /// Whether it is this keyword, in any case.
    func isWord(_ keyword: String) -> Bool { kind == .word && SQLName(text) == SQLName(keyword) }

    func isSign(_ sign: String) -> Bool { kind == .sign && text == sign }

    /// As a name; nil for what cannot be one.
    var name: SQLName? {
        switch kind {
        case .word, .quotedName: SQLName(text)
        case .number, .text, .parameter, .sign: nil
        }
    }

    /// Whether two tokens mean the same in an expression.
    func isSame(as other: SQLToken) -> Bool {
        if let name, let otherName = other.name { return name == otherName }
        return kind == other.kind && text == other.text
    }
}
