import SQLite

/// A JSON object for each row, one line per row; nothing before, between and after them.
struct JSONLinesFormat: OutputFormat {
    private var keys: [String] = []

    mutating func begin(columns: [String], into output: inout TextBuffer) {
        keys = JSONText.distinctKeys(columns)
    }

    mutating func append(row: [SQLValue], into output: inout TextBuffer) {
        JSONText.append(object: row, keys: keys, into: &output)
        output.append(UInt8(ascii: "\n"))
    }
}
