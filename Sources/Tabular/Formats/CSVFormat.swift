import SQLite

/// Comma-separated values as RFC 4180 quotes them, lines ended by a line feed as the tools of Unix have them.
///
/// A null is an empty field, an empty text is `""`. A row of one null is written `""` too, since readers drop blank
/// lines.
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
        CSVText.append(text, into: &output)
    }
}
