import Reports
import SQLite
import Tabular
import Warehouse

/// What a format writes for these rows.
func written(_ name: OutputFormatName, columns: [String], rows: [[SQLValue]]) -> String {
    var format = name.makeFormat()
    var buffer = TextBuffer()
    format.begin(columns: columns, into: &buffer)
    for row in rows { format.append(row: row, into: &buffer) }
    format.end(into: &buffer)
    return buffer.text
}
