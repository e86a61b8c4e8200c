import SQLite

/// One JSON array with an object for each row, one line per row.
struct JSONFormat: OutputFormat {
    private var keys: [String] = []
    private var isEmpty = true

    mutating func begin(columns: [String], into output: inout TextBuffer) {
        keys = JSONText.distinctKeys(columns)
        output.append("[")
    }

    mutating func append(row: [SQLValue], into output: inout TextBuffer) {
        output.append(isEmpty ? "\n" : ",\n")
        isEmpty = false
        JSONText.append(object: row, keys: keys, into: &output)
    }

    mutating func end(into output: inout TextBuffer) {
        output.append(isEmpty ? "]\n" : "\n]\n")
    }
}
