import Readers
import Warehouse

/// A text a row: the bytes as they are; several values of a row are joined by line breaks.
final class TextMapper: ColumnMapper {
    private let fields: [Int]
    private let missing: Set<[UInt8]>

    init(fields: [Int], missing: [String]) {
        self.fields = fields
        self.missing = Set(missing.map { Array($0.utf8) })
    }

    func values(of batch: RowBatch, rows: [Int], intern: (String) throws -> UInt32) -> SampleBatch.Values {
        let columns = fields.map { batch.columns[$0] }
        var lengths: [Int?] = []
        lengths.reserveCapacity(rows.count)
        var bytes: [UInt8] = []
        bytes.reserveCapacity(columns.first?.spans.reduce(0) { $0 + Int($1.length) } ?? 0)
        for row in rows {
            let start = bytes.count
            let isPresent = columns.contains { append($0, row: row, to: &bytes) }
            lengths.append(isPresent ? bytes.count - start : nil)
        }
        return .texts(lengths: lengths, bytes: bytes)
    }

    /// Appends the values of a row; false where it has none.
    private func append(_ column: borrowing FieldColumn, row: Int, to bytes: inout [UInt8]) -> Bool {
        var isPresent = false
        for value in Int(column.offsets[row])..<Int(column.offsets[row + 1]) {
            column.withBytes(of: value) { text in
                guard !text.isEmpty, !isMissing(text) else { return }
                if isPresent { bytes.append(UInt8(ascii: "\n")) }
                bytes.append(contentsOf: text)
                isPresent = true
            }
        }
        return isPresent
    }

    private func isMissing(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
        !missing.isEmpty && text.count < 64 && missing.contains(Array(text))
    }
}
