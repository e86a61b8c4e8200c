import Readers
import SQLite
import Warehouse

/// Finds the type of a column from all of its values: a number only if that keeps every value unchanged.
struct ColumnTyping: Sendable {
    private var hasIntegers = false
    private var hasReals = false
    private var hasBooleans = false
    private var hasTexts = false
    /// An integer that a double does not hold.
    private var hasLongIntegers = false

    /// - Parameter isTyped: whether the format distinguishes strings from numbers; CSV does not.
    mutating func add(_ kind: ValueKind, _ text: String, isTyped: Bool) {
        switch kind {
        case .boolean: hasBooleans = true
        case .json: hasTexts = true
        case .string where isTyped: hasTexts = true
        case .string, .number: addNumber(text)
        }
    }

    private mutating func addNumber(_ text: String) {
        if hasTexts { return }
        if let integer = ColumnTyping.integer(text) {
            hasIntegers = true
            if integer.magnitude > 1 << 53 { hasLongIntegers = true }
        } else if ColumnTyping.real(text) != nil {
            hasReals = true
        } else {
            hasTexts = true
        }
    }

    var type: OwnColumnType {
        if hasTexts || hasBooleans && (hasIntegers || hasReals) || hasReals && hasLongIntegers { return .text }
        if hasReals { return .real }
        return hasIntegers || hasBooleans ? .integer : .text
    }

    /// An integer that is written as SQL would write it: no leading zero, no plus sign, within 64 bits.
    static func integer(_ text: String) -> Int64? {
        let digits = text.utf8.first == UInt8(ascii: "-") ? text.utf8.dropFirst() : text.utf8[...]
        guard (1...19).contains(digits.count), digits.allSatisfy(isDigit),
            digits.first != UInt8(ascii: "0") || text == "0"
        else { return nil }
        return Int64(text)
    }

    /// A finite number with a fraction or an exponent, in decimal notation, without a leading zero before a digit.
    static func real(_ text: String) -> Double? {
        var rest = text.utf8[...]
        if rest.first == UInt8(ascii: "-") { rest = rest.dropFirst() }
        let whole = rest.prefix(while: isDigit)
        rest = rest.dropFirst(whole.count)
        guard whole.count < 2 || whole.first != UInt8(ascii: "0") else { return nil }
        var hasFraction = false
        if rest.first == UInt8(ascii: ".") {
            let digits = rest.dropFirst().prefix(while: isDigit)
            guard !digits.isEmpty else { return nil }
            rest = rest.dropFirst(1 + digits.count)
            hasFraction = true
        }
        guard hasFraction || !whole.isEmpty else { return nil }
        if let first = rest.first, first | 0x20 == UInt8(ascii: "e") {
            rest = rest.dropFirst()
            if rest.first == UInt8(ascii: "+") || rest.first == UInt8(ascii: "-") { rest = rest.dropFirst() }
            guard !rest.isEmpty, rest.allSatisfy(isDigit) else { return nil }
        } else if !hasFraction || !rest.isEmpty {
            return nil
        }
        guard let value = Double(text), value.isFinite else { return nil }
        return value
    }

    private static func isDigit(_ byte: UInt8) -> Bool { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) }
}

/// The type of a column of a table of the user's own.
enum OwnColumnType: String, Sendable {
    case integer = "INTEGER"
    case real = "REAL"
    case text = "TEXT"

    /// A value of the column as it is stored.
    func value(_ kind: ValueKind, _ text: String) -> SQLValue {
        switch self {
        case .text: return .text(text)
        case .integer:
            if kind == .boolean { return .integer(text == "true" ? 1 : 0) }
            return ColumnTyping.integer(text).map { .integer($0) } ?? .text(text)
        case .real:
            let number = ColumnTyping.integer(text).map { Double($0) } ?? ColumnTyping.real(text)
            return number.map { .real($0) } ?? .text(text)
        }
    }
}
