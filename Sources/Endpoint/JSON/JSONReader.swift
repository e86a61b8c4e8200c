/// Reads one JSON value from bytes.
///
/// A lone surrogate (`\ud800`) and bytes that are no UTF-8 become U+FFFD. Structures deeper than 64 are refused, so no
/// input exhausts the stack.
public struct JSONReader {
    /// How closely the bytes must follow RFC 8259.
    public enum Strictness: Sendable {
        case strict
        /// As language models write it: commas before a closing bracket, and line breaks inside strings, are accepted.
        case tolerant
    }

    private static let mostDepth = 64

    private let bytes: ArraySlice<UInt8>
    private let strictness: Strictness
    private var index: Int

    private init(_ bytes: ArraySlice<UInt8>, _ strictness: Strictness) {
        self.bytes = bytes
        self.strictness = strictness
        index = bytes.startIndex
    }

    /// The value that the bytes hold; nil if they are not one JSON value with nothing but blanks around it.
    ///
    /// - Complexity: O(bytes).
    public static func value(
        of bytes: some Sequence<UInt8>, _ strictness: Strictness = .strict
    ) -> JSON? {
        value(of: Array(bytes)[...], strictness)
    }

    static func value(of bytes: ArraySlice<UInt8>, _ strictness: Strictness) -> JSON? {
        var reader = JSONReader(bytes, strictness)
        guard let value = reader.readValue(depth: 0) else { return nil }
        reader.skipBlanks()
        return reader.index == bytes.endIndex ? value : nil
    }

    // MARK: - Values

    private mutating func readValue(depth: Int) -> JSON? {
        skipBlanks()
        guard depth < Self.mostDepth, index < bytes.endIndex else { return nil }
        switch bytes[index] {
        case UInt8(ascii: "{"): return readObject(depth: depth)
        case UInt8(ascii: "["): return readArray(depth: depth)
        case UInt8(ascii: "\""): return readString().map(JSON.string)
        case UInt8(ascii: "t"): return take("true") ? .boolean(true) : nil
        case UInt8(ascii: "f"): return take("false") ? .boolean(false) : nil
        case UInt8(ascii: "n"): return take("null") ? .null : nil
        default: return readNumber()
        }
    }

    private mutating func readObject(depth: Int) -> JSON? {
        index += 1
        var members: [JSON.Member] = []
        if takesClosing(UInt8(ascii: "}")) { return .object([]) }
        while true {
            skipBlanks()
            guard index < bytes.endIndex, bytes[index] == UInt8(ascii: "\""), let name = readString() else {
                return nil
            }
            skipBlanks()
            guard take(":"), let value = readValue(depth: depth + 1) else { return nil }
            members.append(JSON.Member(name, value))
            switch separator(before: UInt8(ascii: "}")) {
            case .next: continue
            case .end: return .object(members)
            case nil: return nil
            }
        }
    }

    private mutating func readArray(depth: Int) -> JSON? {
        index += 1
        var elements: [JSON] = []
        if takesClosing(UInt8(ascii: "]")) { return .array([]) }
        while true {
            guard let value = readValue(depth: depth + 1) else { return nil }
            elements.append(value)
            switch separator(before: UInt8(ascii: "]")) {
            case .next: continue
            case .end: return .array(elements)
            case nil: return nil
            }
        }
    }

    private enum Separator { case next, end }

    /// What stands behind an element: a comma, or the closing bracket. Nil if it is neither.
    private mutating func separator(before closing: UInt8) -> Separator? {
        if takesClosing(closing) { return .end }
        guard take(",") else { return nil }
        return strictness == .tolerant && takesClosing(closing) ? .end : .next
    }

    private mutating func takesClosing(_ closing: UInt8) -> Bool {
        skipBlanks()
        guard index < bytes.endIndex, bytes[index] == closing else { return false }
        index += 1
        return true
    }

    private mutating func readNumber() -> JSON? {
        let start = index
        while index < bytes.endIndex, Self.isNumberByte(bytes[index]) { index += 1 }
        let text = String(decoding: bytes[start..<index], as: UTF8.self)
        let digits = text.drop { $0 == "-" }
        // RFC 8259 has no leading zero, no plus sign and no bare point.
        guard let first = digits.utf8.first, Self.isDigit(first), text.utf8.last.map(Self.isDigit) == true,
            !(first == UInt8(ascii: "0") && digits.utf8.dropFirst().first.map(Self.isDigit) == true)
        else { return nil }
        if let integer = Int(text) { return .integer(integer) }
        return Double(text).flatMap { $0.isFinite ? .number($0) : nil }
    }

    // MARK: - Strings

    private mutating func readString() -> String? {
        index += 1
        var start = index
        var text: [UInt8] = []
        while index < bytes.endIndex {
            let byte = bytes[index]
            switch byte {
            case UInt8(ascii: "\""):
                text += bytes[start..<index]
                index += 1
                return String(decoding: text, as: UTF8.self)
            case UInt8(ascii: "\\"):
                text += bytes[start..<index]
                index += 1
                guard let scalar = readEscape() else { return nil }
                text += Array(String(Character(scalar)).utf8)
                start = index
            case 0..<0x20 where strictness == .strict: return nil
            default: index += 1
            }
        }
        return nil
    }

    /// The character of an escape whose backslash has been read.
    private mutating func readEscape() -> Unicode.Scalar? {
        guard index < bytes.endIndex else { return nil }
        let byte = bytes[index]
        index += 1
        switch byte {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): return Unicode.Scalar(byte)
        case UInt8(ascii: "b"): return "\u{8}"
        case UInt8(ascii: "f"): return "\u{C}"
        case UInt8(ascii: "n"): return "\n"
        case UInt8(ascii: "r"): return "\r"
        case UInt8(ascii: "t"): return "\t"
        case UInt8(ascii: "u"):
            guard let unit = readUnit() else { return nil }
            return scalar(from: unit)
        default: return nil
        }
    }

    /// The scalar of a UTF-16 unit, with the second half of a surrogate pair if it follows.
    private mutating func scalar(from unit: UInt32) -> Unicode.Scalar {
        if unit >= 0xD800, unit < 0xDC00 {
            let behind = index
            if take("\\u"), let low = readUnit(), low >= 0xDC00, low < 0xE000 {
                let value = 0x10000 + ((unit - 0xD800) << 10) + (low - 0xDC00)
                return Unicode.Scalar(value) ?? "\u{FFFD}"
            }
            index = behind
        }
        return Unicode.Scalar(unit) ?? "\u{FFFD}"
    }

    private mutating func readUnit() -> UInt32? {
        guard index + 4 <= bytes.endIndex else { return nil }
        var unit: UInt32 = 0
        for byte in bytes[index..<index + 4] {
            guard let digit = Character(Unicode.Scalar(byte)).hexDigitValue else { return nil }
            unit = unit << 4 | UInt32(digit)
        }
        index += 4
        return unit
    }

    // MARK: - Bytes

    private mutating func skipBlanks() {
        while index < bytes.endIndex, [0x20, 0x0A, 0x0D, 0x09].contains(bytes[index]) { index += 1 }
    }

    private mutating func take(_ word: StaticString) -> Bool {
        let count = word.utf8CodeUnitCount
        guard index + count <= bytes.endIndex,
            word.withUTF8Buffer({ $0.elementsEqual(bytes[index..<index + count]) })
        else { return false }
        index += count
        return true
    }

    private static func isDigit(_ byte: UInt8) -> Bool { byte >= UInt8(ascii: "0") && byte <= UInt8(ascii: "9") }

    private static func isNumberByte(_ byte: UInt8) -> Bool {
        isDigit(byte) || byte == UInt8(ascii: "-") || byte == UInt8(ascii: "+") || byte == UInt8(ascii: ".")
            || byte == UInt8(ascii: "e") || byte == UInt8(ascii: "E")
    }
}
