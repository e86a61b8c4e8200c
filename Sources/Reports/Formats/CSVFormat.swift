import Warehouse

/// Comma-separated values as RFC 4180 quotes them, lines ended by a line feed as the tools of Unix have them.
///
/// A null is an empty field, an empty text is `""`. A row of one null is written `""` too, since readers drop blank lines.
struct CSVFormat: OutputFormat {
    mutating func begin(columns: [String], into output: inout TextBuffer) {
        append(row: columns.map(SQLValue.text), into: &output)
    }

    mutating func append(row: [SQLValue], into output: inout TextBuffer) {
        for (index, value) in row.enumerated() {
            if index > 0 { output.append(UInt8(ascii: ",")) }
            append(value, isOnlyField: row.count == 1, into: &output)
        }
        output.append(UInt8(ascii: "\n"))
    }

    private func append(_ value: SQLValue, isOnlyField: Bool, into output: inout TextBuffer) {
        guard let text = value.plainText else {
            if isOnlyField { output.append("\"\"") }
            return
        }
        guard needsQuotes(text) else { return output.append(text) }
        output.append(UInt8(ascii: "\""))
        for byte in text.utf8 {
            if byte == UInt8(ascii: "\"") { output.append(byte) }
            output.append(byte)
        }
        output.append(UInt8(ascii: "\""))
    }

    /// Blanks at the ends are quoted as well: some readers strip them otherwise.
    private func needsQuotes(_ text: String) -> Bool {
        guard let first = text.utf8.first, let last = text.utf8.last else { return true }
        if first == UInt8(ascii: " ") || last == UInt8(ascii: " ") { return true }
        return text.utf8.contains { byte in
            switch byte {
            case UInt8(ascii: ","), UInt8(ascii: "\""), UInt8(ascii: "\n"), UInt8(ascii: "\r"): true
            default: false
            }
        }
    }
}
