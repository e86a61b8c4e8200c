import SQLite

/// Tab-separated values with no quotes: tab, line feed, carriage return and backslash are written `\t`, `\n`, `\r` and
/// `\\`, and a null is `\N`, as databases import it.
struct TSVFormat: OutputFormat {
    mutating func begin(columns: [String], into output: inout TextBuffer) {
        append(row: columns.map(SQLValue.text), into: &output)
    }

    mutating func append(row: [SQLValue], into output: inout TextBuffer) {
        for (index, value) in row.enumerated() {
            if index > 0 { output.append(UInt8(ascii: "\t")) }
            guard let text = value.plainText else {
                output.append("\\N")
                continue
            }
            for byte in text.utf8 { append(byte, into: &output) }
        }
        output.append(UInt8(ascii: "\n"))
    }

    private func append(_ byte: UInt8, into output: inout TextBuffer) {
        switch byte {
        case UInt8(ascii: "\t"): output.append("\\t")
        case UInt8(ascii: "\n"): output.append("\\n")
        case UInt8(ascii: "\r"): output.append("\\r")
        case UInt8(ascii: "\\"): output.append("\\\\")
        default: output.append(byte)
        }
    }
}
