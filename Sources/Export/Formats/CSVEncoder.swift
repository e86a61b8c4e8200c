import Parquet
import Reports
import Warehouse

/// Comma-separated values with a header. A null is an empty field, an empty text `""`.
///
/// CSV has no lists: a list is its values with a separator between them, and an empty one `""`. A value that holds the
/// separator is refused, since nobody could tell the values apart again.
final class CSVEncoder: BatchEncoder {
    private let columns: [ExportColumn]
    private let sink: any TextSink
    private let listSeparator: String
    private var buffer = TextBuffer()

    init(columns: [ExportColumn], listSeparator: String, sink: any TextSink) {
        self.columns = columns
        self.sink = sink
        self.listSeparator = listSeparator
        for (index, column) in columns.enumerated() {
            if index > 0 { buffer.append(UInt8(ascii: ",")) }
            CSVText.append(column.name, into: &buffer)
        }
        buffer.append(UInt8(ascii: "\n"))
    }

    func write(_ batch: ExportBatch) throws {
        var cursors = batch.columns.map(ValueCursor.init)
        for row in 0..<batch.rowCount {
            for index in cursors.indices {
                if index > 0 { buffer.append(UInt8(ascii: ",")) }
                let isNull = try !append(&cursors[index], row, column: index)
                // Readers drop blank lines.
                if isNull, cursors.count == 1 { buffer.append("\"\"") }
            }
            buffer.append(UInt8(ascii: "\n"))
            if buffer.bytes.count >= 1 << 18 { try flush() }
        }
    }

    func finish() throws { try flush() }

    private func flush() throws {
        try sink.write(buffer.bytes)
        buffer.removeAll()
    }

    /// False for a null.
    private func append(_ values: inout ValueCursor, _ row: Int, column: Int) throws -> Bool {
        switch values.values {
        case .codes(let codes): return columns[column].dictionary.withBytes(of: codes[row], append)
        case .lists(_, let codes):
            guard let elements = values.elements(ofRow: row) else { return false }
            let texts = elements.map { columns[column].dictionary.text(of: codes[$0]) ?? "" }
            return append(
                .text(try CSVList.joined(texts, separator: listSeparator, column: columns[column].name)))
        case .integers(let integers): return append(SQLValue(integers[row]))
        case .reals(let reals): return append(reals[row].map { .real($0) } ?? .null)
        case .texts(let texts): return texts.withBytes(of: row, append)
        case .any(let values): return append(values[row])
        }
    }

    private func append(_ utf8: UnsafeRawBufferPointer?) -> Bool {
        guard let utf8 else { return false }
        CSVText.append(utf8: utf8, into: &buffer)
        return true
    }

    private func append(_ value: SQLValue) -> Bool {
        guard let text = value.plainText else { return false }
        CSVText.append(text, into: &buffer)
        return true
    }
}
