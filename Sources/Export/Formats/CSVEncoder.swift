import Parquet
import SQLite
import Tabular
import Warehouse

extension ExportFormat {
    public static let csv = ExportFormat("csv", endings: ["csv"]) {
        CSVEncoder(columns: $0.columns, listSeparator: $0.listSeparator, sink: $1)
    }
}

/// Comma-separated values with a header. A null is an empty field, an empty text `""`.
///
/// CSV has no lists: a list is its values with a separator between them, and an empty one `""`. A value that contains
/// the separator is refused, since the values could not be separated again.
final class CSVEncoder: BatchEncoder {
    private let columns: [ExportColumn]
    private let output: BufferedSink
    private let listSeparator: String

    init(columns: [ExportColumn], listSeparator: String, sink: any TextSink) {
        self.columns = columns
        output = BufferedSink(sink)
        self.listSeparator = listSeparator
        for (index, column) in columns.enumerated() {
            if index > 0 { output.buffer.append(UInt8(ascii: ",")) }
            CSVText.append(column.name, into: &output.buffer)
        }
        output.buffer.append(UInt8(ascii: "\n"))
    }

    func write(_ batch: ExportBatch) throws {
        var cursors = batch.columns.map(ValueCursor.init)
        for row in 0..<batch.rowCount {
            for index in cursors.indices {
                if index > 0 { output.buffer.append(UInt8(ascii: ",")) }
                let isNull = try !append(&cursors[index], row, column: index)
                // Readers drop blank lines.
                if isNull, cursors.count == 1 { output.buffer.append("\"\"") }
            }
            output.buffer.append(UInt8(ascii: "\n"))
            try output.endRecord()
        }
    }

    func finish() throws { try output.flush() }

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
        CSVText.append(utf8: utf8, into: &output.buffer)
        return true
    }

    private func append(_ value: SQLValue) -> Bool {
        guard let text = value.plainText else { return false }
        CSVText.append(text, into: &output.buffer)
        return true
    }
}
