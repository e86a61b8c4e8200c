/// Writes the rows of a result in a format, as they come.
public struct ResultWriter {
    /// Text is passed on in pieces of about this size.
    private static let pieceSize = 1 << 16

    private var format: any OutputFormat
    private let sink: any TextSink

    public init(format: any OutputFormat, sink: any TextSink) {
        self.format = format
        self.sink = sink
    }

    /// Writes the whole result, or nothing for a statement that has no columns.
    ///
    /// - Returns: the number of rows.
    /// - Throws: `SQLError`, `OutputError`.
    @discardableResult
    public mutating func write(_ source: any RowSource) throws -> Int {
        let columns = source.columnNames
        var buffer = TextBuffer()
        var rows = 0
        // The first row is read before the first byte is written, so that a failing statement writes nothing.
        var hasRow = try source.step()
        guard !columns.isEmpty else {
            while hasRow { hasRow = try source.step() }
            return 0
        }
        format.begin(columns: columns, into: &buffer)
        while hasRow {
            format.append(row: source.row(), into: &buffer)
            rows += 1
            if buffer.bytes.count >= ResultWriter.pieceSize {
                try sink.write(buffer.bytes)
                buffer.removeAll()
            }
            hasRow = try source.step()
        }
        format.end(into: &buffer)
        try sink.write(buffer.bytes)
        return rows
    }
}
