extension String {
    /// The text without blanks at its ends.
    var trimmingBlanks: String {
        let start = drop(while: \.isWhitespace)
        return String(start.reversed().drop(while: \.isWhitespace).reversed())
    }

    /// Who comes from SQL ends commands with a semicolon.
    var droppingSemicolon: String { hasSuffix(";") ? String(dropLast()).trimmingBlanks : self }
}
