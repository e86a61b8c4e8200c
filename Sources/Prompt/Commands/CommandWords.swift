/// The words of a dot command as a shell reads them: separated by blanks, in quotes where they have blanks.
enum CommandWords {
    /// - Throws: `PromptError.unbalancedQuote`.
    static func words(of line: String) throws -> [String] {
        var words: [String] = []
        var word = ""
        var isInside = false
        var quote: Character?
        var isEscape = false
        for character in line {
            if isEscape {
                word.append(character)
                isEscape = false
            } else if let open = quote {
                if character == open {
                    quote = nil
                } else if open == "\"", character == "\\" {
                    isEscape = true
                } else {
                    word.append(character)
                }
            } else if character == "'" || character == "\"" {
                quote = character
                isInside = true
            } else if character.isWhitespace {
                if isInside { words.append(word) }
                word = ""
                isInside = false
            } else {
                word.append(character)
                isInside = true
            }
        }
        if let quote { throw PromptError.unbalancedQuote(String(quote)) }
        if isInside { words.append(word) }
        return words
    }
}
