/// Splits SQL into tokens as SQLite does. Accepts any text: what SQLite refuses becomes an illegal token.
///
/// The one lexer of the program. The rewriter reads tokens, the prompt completes and assembles statements by them, and
/// reports find parameters between them. A text continues to its end: SQLite stops at a NUL, which is illegal here.
///
/// Source: `sqlite3GetToken` in SQLite's `tokenize.c`.
package struct SQLLexer {
    private let bytes: [UInt8]
    private var position = 0

    /// All tokens of a text, with comments only on request. Blanks lie between tokens.
    ///
    /// - Complexity: O(bytes of `text`).
    package static func tokens(of text: String, withComments: Bool = false) -> [SQLToken] {
        var lexer = SQLLexer(bytes: Array(text.utf8))
        var tokens: [SQLToken] = []
        while let token = lexer.next() {
            if withComments || token.kind != .comment { tokens.append(token) }
        }
        return tokens
    }

    /// The tokens without comments of a text that SQLite's lexer accepts; nil if it has an illegal token, or a comment
    /// without an end.
    package static func legalTokens(of text: String) -> [SQLToken]? {
        let tokens = tokens(of: text, withComments: true)
        guard tokens.allSatisfy({ $0.kind != .illegal && $0.isClosed }) else { return nil }
        return tokens.filter { $0.kind != .comment }
    }

    /// Whether SQLite skips the byte between tokens.
    package static func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || (0x09...0x0D).contains(byte) }

    private init(bytes: [UInt8]) { self.bytes = bytes }

    private mutating func next() -> SQLToken? {
        skipBlanks()
        guard position < bytes.count else { return nil }
        let start = position
        let (kind, isClosed) = scan()
        return SQLToken(
            kind: kind, written: String(decoding: bytes[start..<position], as: UTF8.self), range: start..<position,
            isClosed: isClosed)
    }

    /// A vertical tab is a blank only behind another one, and a byte order mark is one everywhere.
    private mutating func skipBlanks() {
        while position < bytes.count {
            if bytes[position] != 0x0B, SQLLexer.isBlank(bytes[position]) {
                skip(while: SQLLexer.isBlank)
            } else if bytes[position] == 0xEF, bytes[position...].starts(with: [0xEF, 0xBB, 0xBF]) {
                position += 3
            } else {
                return
            }
        }
    }

    private func byte(_ offset: Int) -> UInt8? {
        position + offset < bytes.count ? bytes[position + offset] : nil
    }

    /// Whether the byte at an offset belongs to a class; false behind the end.
    private func isByte(_ offset: Int, _ belongs: (UInt8) -> Bool) -> Bool { byte(offset).map(belongs) ?? false }

    private mutating func skip(while belongs: (UInt8) -> Bool) {
        while position < bytes.count, belongs(bytes[position]) { position += 1 }
    }

    private mutating func scan() -> (SQLToken.Kind, isClosed: Bool) {
        let first = bytes[position]
        switch first {
        case UInt8(ascii: "'"): return quoted(by: first, as: .string)
        case UInt8(ascii: "\""), UInt8(ascii: "`"): return quoted(by: first, as: .quotedName)
        case UInt8(ascii: "["): return bracketed()
        case UInt8(ascii: "-") where byte(1) == first:
            skip { $0 != UInt8(ascii: "\n") }
            return (.comment, true)
        // A slash and an asterisk at the very end are two signs.
        case UInt8(ascii: "/") where byte(1) == UInt8(ascii: "*") && byte(2) != nil: return blockComment()
        case UInt8(ascii: "."): return isByte(1, SQLLexer.isDigit) ? number() : symbol()
        case _ where SQLLexer.isDigit(first): return number()
        case UInt8(ascii: "?"):
            position += 1
            skip(while: SQLLexer.isDigit)
            return (.parameter, true)
        case UInt8(ascii: ":"), UInt8(ascii: "@"), UInt8(ascii: "$"), UInt8(ascii: "#"): return parameter()
        case UInt8(ascii: "x"), UInt8(ascii: "X"):
            if byte(1) == UInt8(ascii: "'") { return blob() }
            return word()
        case _ where SQLLexer.isOfWord(first): return word()
        default: return symbol()
        }
    }

    private mutating func word() -> (SQLToken.Kind, isClosed: Bool) {
        skip(while: SQLLexer.isOfWord)
        return (.word, true)
    }

    /// To the closing quote. A doubled one is part of the content.
    private mutating func quoted(by quote: UInt8, as kind: SQLToken.Kind) -> (SQLToken.Kind, isClosed: Bool) {
        position += 1
        while position < bytes.count {
            guard bytes[position] == quote else {
                position += 1
                continue
            }
            guard byte(1) == quote else {
                position += 1
                return (kind, true)
            }
            position += 2
        }
        return (kind, false)
    }

    private mutating func bracketed() -> (SQLToken.Kind, isClosed: Bool) {
        skip { $0 != UInt8(ascii: "]") }
        guard position < bytes.count else { return (.quotedName, false) }
        position += 1
        return (.quotedName, true)
    }

    private mutating func blockComment() -> (SQLToken.Kind, isClosed: Bool) {
        position += 2
        while position < bytes.count {
            if bytes[position] == UInt8(ascii: "*"), byte(1) == UInt8(ascii: "/") {
                position += 2
                return (.comment, true)
            }
            position += 1
        }
        return (.comment, false)
    }

    private mutating func number() -> (SQLToken.Kind, isClosed: Bool) {
        if bytes[position] == UInt8(ascii: "0"), byte(1).map({ $0 | 0x20 }) == UInt8(ascii: "x"),
            isByte(2, SQLLexer.isHexadecimal)
        {
            position += 2
            skip(while: SQLLexer.isHexadecimal)
        } else {
            skip(while: SQLLexer.isDigit)
            if byte(0) == UInt8(ascii: ".") {
                position += 1
                skip(while: SQLLexer.isDigit)
            }
            skipExponent()
        }
        guard isByte(0, SQLLexer.isOfWord) else { return (.number, true) }
        skip(while: SQLLexer.isOfWord)
        return (.illegal, true)
    }

    private mutating func skipExponent() {
        guard byte(0).map({ $0 | 0x20 }) == UInt8(ascii: "e") else { return }
        let hasSign = byte(1) == UInt8(ascii: "+") || byte(1) == UInt8(ascii: "-")
        guard isByte(hasSign ? 2 : 1, SQLLexer.isDigit) else { return }
        position += hasSign ? 2 : 1
        skip(while: SQLLexer.isDigit)
    }

    /// `:name`, `@name`, `$name`, and with Tcl's `::` and `(index)`.
    private mutating func parameter() -> (SQLToken.Kind, isClosed: Bool) {
        let first = bytes[position]
        position += 1
        var length = 0
        while let next = byte(0) {
            if SQLLexer.isOfWord(next) {
                position += 1
                length += 1
            } else if next == UInt8(ascii: "("), length > 0 {
                guard skipIndex() else { return (.illegal, true) }
                break
            } else if next == UInt8(ascii: ":"), byte(1) == next {
                position += 2
            } else {
                break
            }
        }
        // `#name` is SQLite's own.
        return (length > 0 && first != UInt8(ascii: "#") ? .parameter : .illegal, true)
    }

    /// False if the parenthesis is not closed before a blank or the end.
    private mutating func skipIndex() -> Bool {
        skip { $0 != UInt8(ascii: ")") && !SQLLexer.isBlank($0) }
        guard byte(0) == UInt8(ascii: ")") else { return false }
        position += 1
        return true
    }

    private mutating func blob() -> (SQLToken.Kind, isClosed: Bool) {
        position += 2
        let start = position
        skip(while: SQLLexer.isHexadecimal)
        let isEven = (position - start).isMultiple(of: 2)
        if byte(0) == UInt8(ascii: "'"), isEven {
            position += 1
            return (.blob, true)
        }
        skip { $0 != UInt8(ascii: "'") }
        if position < bytes.count { position += 1 }
        return (.illegal, true)
    }

    private mutating func symbol() -> (SQLToken.Kind, isClosed: Bool) {
        let long = ["->>", "->", "||", "<=", "<>", "<<", ">=", ">>", "!=", "=="].first { symbol in
            bytes[position...].starts(with: symbol.utf8)
        }
        if let long {
            position += long.utf8.count
            return (.symbol, true)
        }
        position += 1
        let isSymbol = "()+-*/%,.;<>=&|~".utf8.contains(bytes[position - 1])
        return (isSymbol ? .symbol : .illegal, true)
    }

    private static func isDigit(_ byte: UInt8) -> Bool { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) }

    private static func isHexadecimal(_ byte: UInt8) -> Bool {
        isDigit(byte) || (UInt8(ascii: "a")...UInt8(ascii: "f")).contains(byte | 0x20)
    }

    /// Letters, digits, `_`, `$`, and everything that is not ASCII.
    private static func isOfWord(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "_"),
            UInt8(ascii: "$"), 0x80...:
            true
        default: isDigit(byte)
        }
    }
}
