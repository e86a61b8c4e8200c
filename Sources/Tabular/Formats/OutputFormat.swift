import SQLite

/// A way to write the rows of a result as text: `begin`, each row, `end`, into a buffer that the caller empties.
///
/// A format buffers as little as possible: every format except the table writes each row when it gets it.
public protocol OutputFormat {
    /// Writes what stands before the rows.
    mutating func begin(columns: [String], into output: inout TextBuffer)

    /// Writes one row; it has as many values as there are columns.
    mutating func append(row: [SQLValue], into output: inout TextBuffer)

    /// Writes what stands after the rows.
    mutating func end(into output: inout TextBuffer)
}

extension OutputFormat {
    public mutating func end(into output: inout TextBuffer) {}
}

/// The output formats by the names that people give them.
public enum OutputFormatName: String, Sendable, CaseIterable {
    case table, csv, tsv, json, jsonl, markdown, latex, html, line, insert, box

    /// A format ready for one result.
    public func makeFormat() -> any OutputFormat {
        switch self {
        case .table: TableFormat()
        case .csv: CSVFormat()
        case .tsv: TSVFormat()
        case .json: JSONFormat()
        case .jsonl: JSONLinesFormat()
        case .markdown: MarkdownFormat()
        case .latex: LaTeXFormat()
        case .html: HTMLFormat()
        case .line: LineFormat()
        case .insert: InsertFormat()
        case .box: TableFormat(frame: .box)
        }
    }
}
