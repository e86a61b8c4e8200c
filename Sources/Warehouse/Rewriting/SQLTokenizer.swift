/// Splits a statement into tokens as SQLite does, without comments and blanks.
struct SQLTokenizer {
    private let bytes: [UInt8]
    private var place = 0

    private init(_ sql: String) { bytes = Array(sql.utf8) }

    /// The tokens of a statement; nil if one is not closed or not known. SQLite then decides about the statement.
    static func tokens(of sql: String) -> [SQLToken]? {
        var tokenizer = SQLTokenizer(sql)
        var tokens: [SQLToken] = []
        while true {
            guard tokenizer.skipBlanks() else { return nil }
            guard tokenizer.place < tokenizer.bytes.count else { return tokens }
            guard let token = tokenizer.next() else { return nil }
            tokens.append(token)
        }
    }

    private func byte(_ offset: Int = 0) -> UInt8? {
        place + offset < bytes.count ? bytes[place + offset] : nil
    }

    /// False if a comment is not closed.
    private mutating func skipBlanks() -> Bool {
        while let byte = byte() {
            if byte == UInt8(ascii: "-"), self.byte(1) == UInt8(ascii: "-") {
                while let byte = self.byte(), byte != UInt8(ascii: "\n") { place += 1 }
            } else if byte == UInt8(ascii: "/"), self.byte(1) == UInt8(ascii: "*") {
                place += 2
                while place + 1 < bytes.count,
                    bytes[place] != UInt8(ascii: "*") || bytes[place + 1] != UInt8(ascii: "/")
                {
                    place += 1
                }
                guard place + 1 < bytes.count else { return false }
                place += 2
            } else if SQLTokenizer.spaces.contains(byte) {
                place += 1
            } else {
                return true
            }
        }
        return true
    }

    private mutating func next() -> SQLToken? {
        guard let first = byte() else { return nil }
        switch first {
        case UInt8(ascii: "'"): return quoted(by: first, as: .text)
        case UInt8(ascii: "\""), UInt8(ascii: "`"): return quoted(by: first, as: .quotedName)
        case UInt8(ascii: "["): return quoted(by: UInt8(ascii: "]"), as: .quotedName)
        case UInt8(ascii: "0")...UInt8(ascii: "9"): return number()
        case UInt8(ascii: ".") where byte(1).map(SQLTokenizer.isDigit) == true: return number()
        case UInt8(ascii: "?"), UInt8(ascii: "$"), UInt8(ascii: ":"), UInt8(ascii: "@"):
            return taken(.parameter, while: SQLTokenizer.isWordByte)
        case UInt8(ascii: "x"), UInt8(ascii: "X"):
            // A blob is a text after an x.
            if byte(1) == UInt8(ascii: "'") { return nil }
            return taken(.word, while: SQLTokenizer.isWordByte)
        case _ where SQLTokenizer.isWordByte(first): return taken(.word, while: SQLTokenizer.isWordByte)
        default: return sign()
        }
    }

    static let spaces: Set<UInt8> = [0x20, 0x09, 0x0A, 0x0C, 0x0D]

    private static func isDigit(_ byte: UInt8) -> Bool { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) }

    private static func isWordByte(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "_"),
            UInt8(ascii: "$"), 0x80...:
            true
        default: isDigit(byte)
        }
    }

    private mutating func taken(_ kind: SQLToken.Kind, while belongs: (UInt8) -> Bool) -> SQLToken {
        let start = place
        place += 1
        while let byte = byte(), belongs(byte) { place += 1 }
        return token(kind, from: start)
    }

    private mutating func number() -> SQLToken? {
        let start = place
        while let byte = byte() {
            let isExponentSign =
                (byte == UInt8(ascii: "+") || byte == UInt8(ascii: "-")) && place > start
                && bytes[place - 1] | 0x20 == UInt8(ascii: "e") && bytes[start...].prefix(2) != [0x30, 0x78]
            guard SQLTokenizer.isWordByte(byte) || byte == UInt8(ascii: ".") || isExponentSign else { break }
            place += 1
        }
        return token(.number, from: start)
    }

    /// A doubled quote is one quote.
    private mutating func quoted(by mark: UInt8, as kind: SQLToken.Kind) -> SQLToken? {
        let start = place
        var content: [UInt8] = []
        place += 1
        while let byte = byte() {
            if byte == mark {
                guard mark != UInt8(ascii: "]"), self.byte(1) == mark else {
                    place += 1
                    var token = token(kind, from: start)
                    if kind == .quotedName { token.text = String(decoding: content, as: UTF8.self) }
                    return token
                }
                place += 1
            }
            content.append(byte)
            place += 1
        }
        return nil
    }

    private mutating func sign() -> SQLToken? {
        let start = place
        let long = ["->>", "||", "<=", ">=", "<>", "!=", "==", "<<", ">>", "->"].first { sign in
            bytes[place...].starts(with: sign.utf8)
        }
        if let long {
            place += long.utf8.count
        } else {
            guard "()+-*/%,.;<>=&|~".utf8.contains(bytes[place]) else { return nil }
            place += 1
        }
        return token(.sign, from: start)
    }

    private func token(_ kind: SQLToken.Kind, from start: Int) -> SQLToken {
        SQLToken(kind: kind, text: String(decoding: bytes[start..<place], as: UTF8.self), range: start..<place)
    }
}
