import Foundation

/// A value of a JSON array, as SQLite's JSON functions give it.
enum JSONElement: Equatable {
    case null
    case integer(Int64)
    case real(Double)
    case text([UInt8])
    /// An array or object, as it is written.
    case nested(Range<Int>)

    /// The value for comparisons; nil for null and for nested values.
    var ordered: OrderedValue? {
        switch self {
        case .null, .nested: nil
        case .integer(let value): .integer(value)
        case .real(let value): OrderedValue.real(value).key
        case .text(let bytes): .text(bytes)
        }
    }
}

/// Reads the values of a JSON array. It uses memory for one value only, and no stack for nested values.
struct JSONArrayReader {
    private let bytes: UnsafeRawBufferPointer
    private var position = 0

    init(_ bytes: UnsafeRawBufferPointer) { self.bytes = bytes }

    /// Calls `body` with each value; false if the text is not an array.
    ///
    /// The text is always read to its end: whether it is an array must not depend on what is searched for.
    static func forEach(in bytes: UnsafeRawBufferPointer, _ body: (JSONElement) -> Void) -> Bool {
        var reader = JSONArrayReader(bytes)
        return reader.readArray(body)
    }

    private mutating func readArray(_ body: (JSONElement) -> Void) -> Bool {
        skipBlanks()
        guard take("[") else { return false }
        skipBlanks()
        if !take("]") {
            while true {
                guard let element = readElement() else { return false }
                body(element)
                skipBlanks()
                if take(",") { continue }
                guard take("]") else { return false }
                break
            }
        }
        skipBlanks()
        return position == bytes.count
    }

    private var current: UInt8? { position < bytes.count ? bytes[position] : nil }

    private mutating func take(_ character: Unicode.Scalar) -> Bool {
        guard current == UInt8(ascii: character) else { return false }
        position += 1
        return true
    }

    private mutating func take(word: StaticString) -> Bool {
        let count = word.utf8CodeUnitCount
        guard position + count <= bytes.count,
            bytes[position..<position + count].elementsEqual(
                UnsafeBufferPointer(start: word.utf8Start, count: count))
        else { return false }
        position += count
        return true
    }

    private mutating func skipBlanks() {
        while let byte = current, byte == 0x20 || (0x09...0x0D).contains(byte) && byte != 0x0B && byte != 0x0C {
            position += 1
        }
    }

    private mutating func readElement() -> JSONElement? {
        skipBlanks()
        switch current {
        case UInt8(ascii: "\""): return readText().map { .text($0) }
        case UInt8(ascii: "["), UInt8(ascii: "{"): return readNested()
        case UInt8(ascii: "n"): return take(word: "null") ? .null : nil
        case UInt8(ascii: "t"): return take(word: "true") ? .integer(1) : nil
        case UInt8(ascii: "f"): return take(word: "false") ? .integer(0) : nil
        default: return readNumber()
        }
    }

    private mutating func readNumber() -> JSONElement? {
        let start = position
        _ = take("-")
        guard skipDigits() else { return nil }
        var isInteger = true
        if take(".") {
            isInteger = false
            guard skipDigits() else { return nil }
        }
        if take("e") || take("E") {
            isInteger = false
            if !take("+") { _ = take("-") }
            guard skipDigits() else { return nil }
        }
        let text = String(decoding: bytes[start..<position], as: UTF8.self)
        if isInteger, let value = Int64(text) { return .integer(value) }
        return Double(text).map { .real($0) }
    }

    private mutating func skipDigits() -> Bool {
        let start = position
        while let byte = current, (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) { position += 1 }
        return position > start
    }

    /// A string, its escapes resolved.
    private mutating func readText() -> [UInt8]? {
        position += 1
        var text: [UInt8] = []
        while let byte = current {
            position += 1
            switch byte {
            case UInt8(ascii: "\""): return text
            case UInt8(ascii: "\\"):
                guard let escape = current else { return nil }
                position += 1
                guard append(escape, to: &text) else { return nil }
            case 0..<0x20: return nil
            default: text.append(byte)
            }
        }
        return nil
    }

    private mutating func append(_ escape: UInt8, to text: inout [UInt8]) -> Bool {
        switch escape {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): text.append(escape)
        case UInt8(ascii: "b"): text.append(0x08)
        case UInt8(ascii: "f"): text.append(0x0C)
        case UInt8(ascii: "n"): text.append(0x0A)
        case UInt8(ascii: "r"): text.append(0x0D)
        case UInt8(ascii: "t"): text.append(0x09)
        case UInt8(ascii: "u"):
            guard let first = readHexadecimal() else { return false }
            text.append(contentsOf: String(scalar(first)).utf8)
        default: return false
        }
        return true
    }

    private mutating func readHexadecimal() -> UInt32? {
        guard position + 4 <= bytes.count else { return nil }
        var value: UInt32 = 0
        for byte in bytes[position..<position + 4] {
            guard let digit = Character(UnicodeScalar(byte)).hexDigitValue, byte < 0x80 else { return nil }
            value = value * 16 + UInt32(digit)
        }
        position += 4
        return value
    }

    /// The character of a code unit, or of a surrogate pair if the next one completes it. Half a pair is U+FFFD.
    private mutating func scalar(_ first: UInt32) -> Unicode.Scalar {
        if let scalar = Unicode.Scalar(first) { return scalar }
        let start = position
        if first < 0xDC00, take("\\"), take("u"), let second = readHexadecimal(), (0xDC00..<0xE000).contains(second),
            let scalar = Unicode.Scalar(0x10000 + (first - 0xD800) << 10 + (second - 0xDC00))
        {
            return scalar
        }
        position = start
        return "\u{FFFD}"
    }

    /// An array or object within the array. Only its brackets and strings are parsed.
    private mutating func readNested() -> JSONElement? {
        let start = position
        var depth = 0
        while let byte = current {
            switch byte {
            case UInt8(ascii: "["), UInt8(ascii: "{"): depth += 1
            case UInt8(ascii: "]"), UInt8(ascii: "}"): depth -= 1
            case UInt8(ascii: "\""):
                guard readText() != nil else { return nil }
                continue
            default: break
            }
            position += 1
            if depth == 0 { return .nested(start..<position) }
        }
        return nil
    }
}
