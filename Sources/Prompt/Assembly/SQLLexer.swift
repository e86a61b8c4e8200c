/// Splits SQL into tokens, as SQLite does, without blanks. Accepts any text: characters that are not SQL become
/// symbols.
struct SQLLexer {
    private let bytes: [UInt8]
    private var position = 0

    /// All tokens of a text, with comments only on request.
    static func tokens(of text: String, withComments: Bool = false) -> [SQLToken] {
        var lexer = SQLLexer(bytes: Array(text.utf8))
        var tokens: [SQLToken] = []
        while let token = lexer.next() {
            if withComments || token.kind != .comment { tokens.append(token) }
        }
        return tokens
    }

    private init(bytes: [UInt8]) { self.bytes = bytes }

    private mutating func next() -> SQLToken? {
        while position < bytes.count, SQLLexer.isBlank(bytes[position]) { position += 1 }
        guard position < bytes.count else { return nil }
        let start = position
        let (kind, isClosed) = scan()
        return SQLToken(
            kind: kind, text: String(decoding: bytes[start..<position], as: UTF8.self), range: start..<position,
            isClosed: isClosed)
    }

    private func byte(_ offset: Int) -> UInt8? {
        position + offset < bytes.count ? bytes[position + offset] : nil
    }

    private mutating func scan() -> (SQLToken.Kind, Bool) {
        let first = bytes[position]
        switch first {
        case UInt8(ascii: "'"): return (.string, quoted(by: first))
        case UInt8(ascii: "\""), UInt8(ascii: "`"): return (.quotedName, quoted(by: first))
        case UInt8(ascii: "["): return (.quotedName, quoted(by: UInt8(ascii: "]"), doubles: false))
        case UInt8(ascii: "-") where byte(1) == first:
            while position < bytes.count, bytes[position] != UInt8(ascii: "\n") { position += 1 }
            return (.comment, true)
        case UInt8(ascii: "/") where byte(1) == UInt8(ascii: "*"): return (.comment, blockComment())
        case UInt8(ascii: "0")...UInt8(ascii: "9"): return number()
        case UInt8(ascii: ".") where byte(1).map(SQLLexer.isDigit) == true: return number()
        case UInt8(ascii: "?"), UInt8(ascii: ":"), UInt8(ascii: "@"), UInt8(ascii: "$"):
            position += 1
            let start = position
            while position < bytes.count, SQLLexer.isWord(bytes[position]) { position += 1 }
            return (position > start || first == UInt8(ascii: "?") ? .parameter : .symbol, true)
        case _ where SQLLexer.isWord(first):
            while position < bytes.count, SQLLexer.isWord(bytes[position]) { position += 1 }
            return (.word, true)
        default:
            let pairs: Set<[UInt8]> = [
                Array("||".utf8), Array("<=".utf8), Array(">=".utf8), Array("<>".utf8), Array("!=".utf8),
                Array("==".utf8), Array("->".utf8),
            ]
            position += byte(1).map { pairs.contains([first, $0]) } == true ? 2 : 1
            return (.symbol, true)
        }
    }

    /// Moves past the closing quote; false if there is none.
    private mutating func quoted(by quote: UInt8, doubles: Bool = true) -> Bool {
        position += 1
        while position < bytes.count {
            if bytes[position] == quote {
                if doubles, byte(1) == quote {
                    position += 1
                } else {
                    position += 1
                    return true
                }
            }
            position += 1
        }
        return false
    }

    private mutating func blockComment() -> Bool {
        position += 2
        while position < bytes.count {
            if bytes[position] == UInt8(ascii: "*"), byte(1) == UInt8(ascii: "/") {
                position += 2
                return true
            }
            position += 1
        }
        return false
    }

    private mutating func number() -> (SQLToken.Kind, Bool) {
        while position < bytes.count {
            let isSign = bytes[position] == UInt8(ascii: "+") || bytes[position] == UInt8(ascii: "-")
            let isAfterExponent = position > 0 && bytes[position - 1] | 0x20 == UInt8(ascii: "e")
            let isPart = SQLLexer.isWord(bytes[position]) || bytes[position] == UInt8(ascii: ".")
            guard isPart || isSign && isAfterExponent else { break }
            position += 1
        }
        return (.number, true)
    }

    private static func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || (0x09...0x0D).contains(byte) }

    private static func isDigit(_ byte: UInt8) -> Bool { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) }

    private static func isWord(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "_"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), 0x80...0xFF:
            true
        default: false
        }
    }
}
