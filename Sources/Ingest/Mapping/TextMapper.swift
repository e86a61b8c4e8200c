import Columns
import LocalFacts
import Readers

/// One text per row: the bytes as they are; several values of a row are joined by line breaks.
final class TextMapper: ColumnMapper {
    private let fields: [Int]
    private let missing: Set<[UInt8]>
    private let builder = TextBlockBuilder()

    init(fields: [Int], missing: [String]) {
        self.fields = fields
        self.missing = Set(missing.map { Array($0.utf8) })
    }

    func values(of batch: RowBatch, rows: [Int], intern: (String) throws -> UInt32) throws -> SampleBatch.Values {
        let columns = fields.map { batch.columns[$0] }
        try withReaders(of: columns) { columns in
            for row in rows {
                if try !columns.contains(where: { try append($0, row: row) }) { builder.appendNull() }
            }
        }
        return .textBlocks(try builder.finish())
    }

    /// Calls `body` with readers of the columns.
    private func withReaders(
        of columns: [FieldColumn], _ readers: [FieldColumn.Reader] = [], _ body: ([FieldColumn.Reader]) throws -> Void
    ) rethrows {
        guard readers.count < columns.count else { return try body(readers) }
        try columns[readers.count].withReader { try withReaders(of: columns, readers + [$0], body) }
    }

    /// Appends the values of a row; false if it has none.
    private func append(_ column: FieldColumn.Reader, row: Int) throws -> Bool {
        let values = column.values(ofRow: row)
        guard values.count > 1 else {
            guard let value = values.first else { return false }
            let text = column.bytes(of: value)
            guard isPresent(text) else { return false }
            try builder.append(UnsafeRawBufferPointer(text))
            return true
        }
        let texts = values.map(column.bytes(of:)).filter(isPresent)
        guard !texts.isEmpty else { return false }
        try builder.append(joining: texts.map { UnsafeRawBufferPointer($0) })
        return true
    }

    private func isPresent(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
        !text.isEmpty && (missing.isEmpty || text.count >= 64 || !missing.contains(Array(text)))
    }
}
