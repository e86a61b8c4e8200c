/// A slow and obvious reader of JSON, written from the grammar of RFC 8259, to compare with.
indirect enum ReferenceJSON: Equatable {
    case object([(key: String, value: ReferenceJSON)], text: String)
    case array([ReferenceJSON], text: String)
    case string(String)
    case number(String)
    case boolean(Bool)
    case null

    static func == (left: ReferenceJSON, right: ReferenceJSON) -> Bool { "\(left)" == "\(right)" }

    /// The value of the last entry with the key.
    subscript(key: String) -> ReferenceJSON? {
        guard case .object(let entries, _) = self else { return nil }
        return entries.last { Array($0.key.utf8) == Array(key.utf8) }?.value
    }

    /// What a field delivers where its path ends at this value.
    var delivered: [String] {
        if case .array(let elements, _) = self { return elements.flatMap(\.deliveredAsOne) }
        return deliveredAsOne
    }

    private var deliveredAsOne: [String] {
        switch self {
        case .object(_, let text), .array(_, let text): [text]
        case .string(let text), .number(let text): [text]
        case .boolean(let value): [value ? "true" : "false"]
        case .null: []
        }
    }

    /// The value of a whole text; `nil` where it is not JSON.
    static func parse(_ bytes: [UInt8]) -> ReferenceJSON? {
        var parser = ReferenceParser(bytes: bytes)
        guard let value = parser.value() else { return nil }
        parser.skipSpace()
        return parser.position == bytes.count ? value : nil
    }
}

private struct ReferenceParser {
    let bytes: [UInt8]
    var position = 0

    var next: Character? { position < bytes.count ? Character(UnicodeScalar(bytes[position])) : nil }

    mutating func skipSpace() {
        while let next, " \n\r\t".unicodeScalars.contains(next.unicodeScalars.first!) { position += 1 }
    }

    mutating func take(_ text: String) -> Bool {
        guard bytes[position...].starts(with: text.utf8) else { return false }
        position += text.utf8.count
        return true
    }

    mutating func value() -> ReferenceJSON? {
        skipSpace()
        let start = position
        switch next {
        case "{":
            guard let entries = list(opening: "{", closing: "}", item: { $0.entry() }) else { return nil }
            return .object(entries, text: String(decoding: bytes[start..<position], as: UTF8.self))
        case "[":
            guard let elements = list(opening: "[", closing: "]", item: { $0.value() }) else { return nil }
            return .array(elements, text: String(decoding: bytes[start..<position], as: UTF8.self))
        case "\"": return string().map { .string($0) }
        case "t": return take("true") ? .boolean(true) : nil
        case "f": return take("false") ? .boolean(false) : nil
        case "n": return take("null") ? .null : nil
        default: return number()
        }
    }

    mutating func list<Item>(
        opening: String, closing: String, item: (inout ReferenceParser) -> Item?
    ) -> [Item]? {
        guard take(opening) else { return nil }
        var items: [Item] = []
        skipSpace()
        if take(closing) { return items }
        while true {
            guard let one = item(&self) else { return nil }
            items.append(one)
            skipSpace()
            if take(closing) { return items }
            guard take(",") else { return nil }
        }
    }

    mutating func entry() -> (key: String, value: ReferenceJSON)? {
        skipSpace()
        guard let key = string() else { return nil }
        skipSpace()
        guard take(":"), let value = value() else { return nil }
        return (key, value)
    }

    mutating func number() -> ReferenceJSON? {
        let rest = String(decoding: bytes[position...].prefix { "+-.eE0123456789".utf8.contains($0) }, as: UTF8.self)
        guard let match = rest.wholeMatch(of: /-?(0|[1-9][0-9]*)(\.[0-9]+)?([eE][+-]?[0-9]+)?/) else { return nil }
        position += match.0.utf8.count
        return .number(String(match.0))
    }

    mutating func string() -> String? {
        guard take("\"") else { return nil }
        var units: [UInt8] = []
        while let next {
            if take("\"") { return String(validating: units, as: UTF8.self) }
            guard bytes[position] >= 0x20 else { return nil }
            position += 1
            guard next == "\\" else {
                units.append(bytes[position - 1])
                continue
            }
            guard let escape = self.next else { return nil }
            position += 1
            switch escape {
            case "\"", "\\", "/": units.append(escape.asciiValue!)
            case "b": units.append(8)
            case "f": units.append(12)
            case "n": units.append(10)
            case "r": units.append(13)
            case "t": units.append(9)
            case "u":
                guard let scalar = scalar() else { return nil }
                units += Array(String(Character(scalar)).utf8)
            default: return nil
            }
        }
        return nil
    }

    mutating func scalar() -> UnicodeScalar? {
        guard let first = codeUnit() else { return nil }
        if let scalar = UnicodeScalar(first) { return scalar }
        // Half of a pair is read as the replacement character, and what follows it by itself.
        let start = position
        guard first < 0xDC00, take("\\u") else { return "\u{FFFD}" }
        guard let second = codeUnit() else { return nil }
        guard (0xDC00..<0xE000).contains(second) else {
            position = start
            return "\u{FFFD}"
        }
        return UnicodeScalar(0x10000 + (first - 0xD800) * 0x400 + (second - 0xDC00))
    }

    mutating func codeUnit() -> UInt32? {
        let digits = bytes[position...].prefix(4)
        guard digits.count == 4, digits.allSatisfy({ "0123456789abcdefABCDEF".utf8.contains($0) }) else { return nil }
        position += 4
        return UInt32(String(decoding: digits, as: UTF8.self), radix: 16)
    }
}
