import Tabular

/// A table for programs, with every digit: CSV, TSV, JSON or JSON lines as `--format` prints them.
struct DataDocument: TableDocument {
    let format: OutputFormatName
    /// Excel takes a CSV file for UTF-8 if it begins with U+FEFF.
    var hasByteOrderMark = false

    func bytes(of result: ReportResult, origin: TableOrigin) -> [UInt8] {
        var format = format.makeFormat()
        var output = TextBuffer()
        if hasByteOrderMark { output.append("\u{FEFF}") }
        format.begin(columns: result.columns, into: &output)
        for row in result.rows { format.append(row: row, into: &output) }
        format.end(into: &output)
        return output.bytes
    }
}
