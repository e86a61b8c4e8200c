import Warehouse

/// Values of parameters as people write them.
public enum ParameterValue {
    /// An SQL literal or plain text: `null`, `12`, `0.5`, `'12'` for the text 12, and everything else as text.
    public static func parse(_ text: String) -> SQLValue {
        if text.lowercased() == "null" { return .null }
        if let integer = Int64(text) { return .integer(integer) }
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

    /// The value as a person would write it: ``parse(_:)`` reads it back, blobs apart, which no parameter has.
    static func text(of value: SQLValue) -> String {
        let plain = value.plainText ?? "null"
        return parse(plain) == value ? plain : "'\(plain.replacing("'", with: "''"))'"
    }
}
