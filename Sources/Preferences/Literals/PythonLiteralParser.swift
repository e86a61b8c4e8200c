/// Reads one Python literal by descent. The depth of the calls is bounded by the depth of the brackets.
struct PythonLiteralParser {
    private let bytes: [UInt8]
    private let bounds: PythonLiteral.Bounds
    private var place = 0
    private var depth = 0
    private var valueCount = 0

    init(_ bytes: [UInt8], bounds: PythonLiteral.Bounds) {
        self.bytes = bytes
        self.bounds = bounds
    }

    mutating func parse() throws(LiteralError) -> PythonLiteral {
        guard bytes.count <= bounds.bytes else {
            throw LiteralError(.tooLong(bytes: bytes.count, allowed: bounds.bytes), offset: 0)
        }
        let value = try value()
        skipSpace()
        guard place == bytes.count else { throw error(.textAfterTheValue) }
        return value
    }

    private func error(_ reason: LiteralError.Reason) -> LiteralError { LiteralError(reason, offset: place) }

    private var current: UInt8? { place < bytes.count ? bytes[place] : nil }

    private mutating func skipSpace() {
        while let byte = current, byte == UInt8(ascii: " ") || (9...13).contains(byte) { place += 1 }
    }

    private mutating func take(_ character: Unicode.Scalar) -> Bool {
        guard current == UInt8(ascii: character) else { return false }
        place += 1
        return true
    }

    private mutating func expect(_ text: StaticString) throws(LiteralError) {
        for byte in text.description.utf8 {
            guard current == byte else { throw unexpected() }
            place += 1
        }
    }

    private func unexpected() -> LiteralError {
        guard place < bytes.count else { return error(.unexpectedEnd) }
        // The whole character, not its first byte.
        let text = String(decoding: bytes[place..<min(place + 4, bytes.count)], as: UTF8.self)
        return error(.unexpected(String(text.prefix(1))))
    }

    private mutating func value() throws(LiteralError) -> PythonLiteral {
        skipSpace()
        valueCount += 1
        guard valueCount <= bounds.values else { throw error(.tooManyValues(allowed: bounds.values)) }
        guard let byte = current else { throw error(.unexpectedEnd) }
        switch byte {
        case UInt8(ascii: "["): return try nested { parser throws(LiteralError) in try parser.sequence("[", "]").value }
        case UInt8(ascii: "("): return try nested { parser throws(LiteralError) in try parser.parenthesised() }
        case UInt8(ascii: "{"): return try nested { parser throws(LiteralError) in try parser.dictionary() }
        case UInt8(ascii: "'"), UInt8(ascii: "\""): return .string(try string())
        case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "+"), UInt8(ascii: "."):
            return try number()
        default: return try name()
        }
    }

    private mutating func nested(
        _ body: (inout PythonLiteralParser) throws(LiteralError) -> PythonLiteral
    ) throws(LiteralError) -> PythonLiteral {
        guard depth < bounds.depth else { throw error(.tooDeep(allowed: bounds.depth)) }
        depth += 1
        let value = try body(&self)
        depth -= 1
        return value
    }

    /// Values between brackets, and whether there was a comma.
    private mutating func sequence(
        _ opening: Unicode.Scalar, _ closing: Unicode.Scalar
    ) throws(LiteralError) -> (value: PythonLiteral, hasComma: Bool) {
        _ = take(opening)
        var values: [PythonLiteral] = []
        var hasComma = false
        while true {
            skipSpace()
            if take(closing) { return (.list(values), hasComma) }
            values.append(try value())
            skipSpace()
            if take(",") {
                hasComma = true
            } else {
                guard current == UInt8(ascii: closing) else { throw unexpected() }
            }
        }
    }

    /// A tuple, or one value in parentheses.
    private mutating func parenthesised() throws(LiteralError) -> PythonLiteral {
        let (value, hasComma) = try sequence("(", ")")
        if case .list(let values) = value, values.count == 1, !hasComma { return values[0] }
        return value
    }

    private mutating func dictionary() throws(LiteralError) -> PythonLiteral {
        _ = take("{")
        var entries: [PythonLiteral.Entry] = []
        while true {
            skipSpace()
            if take("}") { return .dictionary(entries) }
            let key = try value()
            skipSpace()
            guard take(":") else { throw unexpected() }
            entries.append(.init(key: key, value: try value()))
            skipSpace()
            if !take(","), current != UInt8(ascii: "}") { throw unexpected() }
        }
    }

    /// None, True, False, a string with the prefix u, or a defaultdict.
    private mutating func name() throws(LiteralError) -> PythonLiteral {
        let start = place
        while let byte = current, Self.isWord(byte) { place += 1 }
        guard place > start else { throw unexpected() }
        let word = String(decoding: bytes[start..<place], as: UTF8.self)
        switch word {
        case "None": return .none
        case "True": return .bool(true)
        case "False": return .bool(false)
        case "u", "U":
            if current == UInt8(ascii: "'") || current == UInt8(ascii: "\"") { return .string(try string()) }
        case "defaultdict": return try nested { parser throws(LiteralError) in try parser.defaultDictionary() }
        default: break
        }
        place = start
        throw error(.unknownName(word))
    }

    /// What `repr` writes of a defaultdict, from the parenthesis on.
    private mutating func defaultDictionary() throws(LiteralError) -> PythonLiteral {
        try expect("(<class '")
        while let byte = current, Self.isWord(byte) || byte == UInt8(ascii: ".") { place += 1 }
        try expect("'>")
        skipSpace()
        try expect(",")
        skipSpace()
        guard current == UInt8(ascii: "{") else { throw unexpected() }
        let value = try value()
        skipSpace()
        try expect(")")
        return value
    }

    private static func isWord(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"):
            true
        default: false
        }
    }

    private mutating func number() throws(LiteralError) -> PythonLiteral {
        let start = place
        var isWhole = true
        while let byte = current {
            switch byte {
            case UInt8(ascii: "0")...UInt8(ascii: "9"): break
            case UInt8(ascii: "-"), UInt8(ascii: "+"):
                guard place == start || [UInt8(ascii: "e"), UInt8(ascii: "E")].contains(bytes[place - 1]) else {
                    throw unexpected()
                }
            case UInt8(ascii: "."), UInt8(ascii: "e"), UInt8(ascii: "E"): isWhole = false
            case _ where Self.isWord(byte): throw unexpected()
            default: return try number(start, isWhole)
            }
            place += 1
        }
        return try number(start, isWhole)
    }

    private func number(_ start: Int, _ isWhole: Bool) throws(LiteralError) -> PythonLiteral {
        let text = String(decoding: bytes[start..<place], as: UTF8.self)
        let digits = text.drop { $0 == "-" || $0 == "+" }
        // Python refuses 007, and so is a number that does not fit no whole number here.
        let hasLeadingZero = digits.count > 1 && digits.first == "0" && isWhole && digits.contains { $0 != "0" }
        if isWhole, !hasLeadingZero, let number = Int(text) { return .int(number) }
        // Swift wants digits on both sides of the point, Python on one.
        var padded = text.hasSuffix(".") ? text + "0" : text
        if let point = padded.firstIndex(of: "."),
            point == padded.startIndex || !padded[padded.index(before: point)].isNumber
        {
            padded.insert("0", at: point)
        }
        padded = padded.replacing(".e", with: ".0e").replacing(".E", with: ".0e")
        guard !isWhole, text.contains(where: \.isNumber), let number = Double(padded), number.isFinite else {
            throw LiteralError(.notANumber(text), offset: start)
        }
        return .float(number)
    }

    private mutating func string() throws(LiteralError) -> String {
        let quote = bytes[place]
        let start = place
        place += 1
        var isTriple = false
        if place + 1 < bytes.count, bytes[place] == quote, bytes[place + 1] == quote {
            isTriple = true
            place += 2
        }
        var text: [UInt8] = []
        while let byte = current {
            if byte == quote, !isTriple || isClosing(quote) {
                place += isTriple ? 3 : 1
                return String(decoding: text, as: UTF8.self)
            }
            if byte == UInt8(ascii: "\\") {
                try escape(into: &text)
            } else {
                // A line ends a string unless it has triple quotes.
                if byte == 10 || byte == 13, !isTriple { throw unexpected() }
                text.append(byte)
                place += 1
            }
        }
        throw LiteralError(.unexpectedEnd, offset: start)
    }

    private func isClosing(_ quote: UInt8) -> Bool {
        place + 2 < bytes.count && bytes[place + 1] == quote && bytes[place + 2] == quote
    }

    private mutating func escape(into text: inout [UInt8]) throws(LiteralError) {
        let start = place
        place += 1
        guard let byte = current else { throw error(.unexpectedEnd) }
        place += 1
        switch byte {
        case UInt8(ascii: "\\"), UInt8(ascii: "'"), UInt8(ascii: "\""): text.append(byte)
        case UInt8(ascii: "n"): text.append(10)
        case UInt8(ascii: "t"): text.append(9)
        case UInt8(ascii: "r"): text.append(13)
        case UInt8(ascii: "a"): text.append(7)
        case UInt8(ascii: "b"): text.append(8)
        case UInt8(ascii: "f"): text.append(12)
        case UInt8(ascii: "v"): text.append(11)
        case 10: break
        case UInt8(ascii: "x"): try scalar(digits: 2, start, into: &text)
        case UInt8(ascii: "u"): try scalar(digits: 4, start, into: &text)
        case UInt8(ascii: "U"): try scalar(digits: 8, start, into: &text)
        case UInt8(ascii: "0")...UInt8(ascii: "7"):
            var value = UInt32(byte - UInt8(ascii: "0"))
            var count = 1
            while count < 3, let next = current, (UInt8(ascii: "0")...UInt8(ascii: "7")).contains(next) {
                value = value * 8 + UInt32(next - UInt8(ascii: "0"))
                place += 1
                count += 1
            }
            try append(value, start, into: &text)
        default: throw unknownEscape(start)
        }
    }

    private mutating func scalar(digits: Int, _ start: Int, into text: inout [UInt8]) throws(LiteralError) {
        guard place + digits <= bytes.count else { throw error(.unexpectedEnd) }
        let word = String(decoding: bytes[place..<place + digits], as: UTF8.self)
        guard word.utf8.allSatisfy(Self.isWord), let value = UInt32(word, radix: 16) else {
            throw unknownEscape(start)
        }
        place += digits
        try append(value, start, into: &text)
    }

    private func append(_ value: UInt32, _ start: Int, into text: inout [UInt8]) throws(LiteralError) {
        // A lone half of a surrogate pair is a string in Python and no Unicode text.
        guard let scalar = Unicode.Scalar(value) else { throw unknownEscape(start) }
        text.append(contentsOf: Character(scalar).utf8)
    }

    private func unknownEscape(_ start: Int) -> LiteralError {
        LiteralError(
            .unknownEscape(String(decoding: bytes[start..<min(start + 10, bytes.count)], as: UTF8.self)), offset: start)
    }
}
