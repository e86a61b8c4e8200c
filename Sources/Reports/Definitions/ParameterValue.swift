import SQLite
import Tabular
import Warehouse

/// Values of parameters as people write them.
public enum ParameterValue {
    /// An SQL literal or plain text: `null`, `12`, `0.5`, `'12'` for the text 12, and everything else as text.
    ///
    /// Digits that a number would lose stay a text, since they are probably a code: `01220`, and integers beyond 64
    /// bits.
    public static func parse(_ text: String) -> SQLValue {
        if text.lowercased() == "null" { return .null }
        if hasLeadingZero(text) { return .text(text) }
        if let integer = Int64(text) { return .integer(integer) }
        if text.utf8.drop(while: { "+-".utf8.contains($0) }).allSatisfy({ "0123456789".utf8.contains($0) }) {
            return .text(text)
        }
        if let first = text.first, first.isASCII, first.isNumber || "+-.".contains(first), let real = Double(text),
            real.isFinite
        {
            return .real(real)
        }
        if text.count >= 2, text.first == "'", text.last == "'" {
            return .text(
                text.dropFirst().dropLast().split(separator: "''", omittingEmptySubsequences: false).joined(
                    separator: "'"))
        }
        return .text(text)
    }

    private static func hasLeadingZero(_ text: String) -> Bool {
        let digits = text.utf8.drop { "+-".utf8.contains($0) }
        let zero = UInt8(ascii: "0")
        return digits.first == zero && digits.dropFirst().first.map { (zero...zero + 9).contains($0) } == true
    }

    /// The value as a person would write it: ``parse(_:)`` reads it back, except blobs, which no parameter has.
    static func text(of value: SQLValue) -> String {
        let plain = value.plainText ?? "null"
        return parse(plain) == value ? plain : "'\(plain.replacing("'", with: "''"))'"
    }
}
