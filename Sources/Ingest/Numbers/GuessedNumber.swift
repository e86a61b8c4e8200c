import Readers

/// A value of a column that no profile describes, as a number if no digit is lost.
enum GuessedNumber: Equatable {
    case integer(Int64)
    case real(Double)
    /// A word for "no value".
    case missing
    /// Anything else, including numbers that would lose digits: `01220`, integers beyond 64 bits.
    case text

    private static let notation = NumberNotation()

    /// - Parameter bytes: not blank.
    init(_ bytes: UnsafeBufferPointer<UInt8>) {
        // As a number, the code 002 would be 2.
        if Self.hasLeadingZero(bytes) {
            self = .text
            return
        }
        switch Self.notation.parse(bytes) {
        case .success(.integer(let integer)): self = .integer(integer)
        case .success(.real(let real)): self = Self.isWrittenAsInteger(bytes) ? .text : .real(real)
        case .failure(.outOfRange): self = .text
        case .failure: self = Self.isMissing(bytes) ? .missing : .text
        }
    }

    static func isBlank(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
        for byte in bytes where !isBlank(byte) { return false }
        return true
    }

    /// Whether the bytes are a word for "no value", blanks around it or not.
    static func isMissing(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
        guard bytes.count <= 32 else { return false }
        let word = String(decoding: bytes.filter { !isBlank($0) }, as: UTF8.self).lowercased()
        return missingWords.contains(word)
    }

    /// Whether the bytes are a number with a comma before the fraction, such as `3,5` or `1.234,5`.
    static func hasDecimalComma(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
        guard bytes.contains(UInt8(ascii: ",")) else { return false }
        if case .success = commaNotation.parse(bytes) { return true }
        return false
    }

    private static let commaNotation = NumberNotation(thousands: UInt8(ascii: "."))

    /// What programs write for "no value" in a column of numbers, in lower case and without blanks.
    private static let missingWords: Set<String> = [
        "na", "n/a", "n.a.", "nan", "nil", "none", "null", "<na>", "#na", "#n/a", "#n/an/a", "\\n", "nat", "-nan",
        "+nan",
        "inf", "+inf", "-inf", "infinity", "+infinity", "-infinity", "∞", "+∞", "-∞", "1.#inf", "-1.#inf", "1.#qnan",
        "-1.#qnan", "1.#ind", "-1.#ind",
    ]

    private static func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || (0x09...0x0D).contains(byte) }

    private static func isDigit(_ byte: UInt8) -> Bool { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) }

    @inline(__always)
    private static func hasLeadingZero(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
        guard bytes.count > 1, let first = bytes.first, !(UInt8(ascii: "1")...UInt8(ascii: "9")).contains(first) else {
            return false
        }
        var index = 0
        while index < bytes.count, isBlank(bytes[index]) { index += 1 }
        if index < bytes.count, bytes[index] == UInt8(ascii: "-") || bytes[index] == UInt8(ascii: "+") { index += 1 }
        return index + 1 < bytes.count && bytes[index] == UInt8(ascii: "0") && isDigit(bytes[index + 1])
    }

    /// Whether there is neither a fraction nor an exponent.
    private static func isWrittenAsInteger(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
        bytes.allSatisfy { isDigit($0) || isBlank($0) || $0 == UInt8(ascii: "-") || $0 == UInt8(ascii: "+") }
    }
}
