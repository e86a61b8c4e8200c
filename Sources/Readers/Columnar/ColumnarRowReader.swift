/// Gives rows of a row group, read from one or more of its columns, as batches.
final class ColumnarRowReader {
    private let projection: ColumnarProjection
    private let leaves: [Int: any LeafReader]
    private let records: ColumnarRecordReader?
    private let batchRows: Int
    /// The rows that are left, of the row group, and the records of the file before the row group.
    private var rows: Range<Int64>
    private let firstRecord: Int64
    private let position: @Sendable (Int64) -> InputPosition

    /// - Parameters:
    ///   - leaves: a reader per leaf that the projection reads directly.
    ///   - records: if the projection needs rows written as JSON.
    ///   - rows: which of the row group's rows; it has them.
    init(
        _ projection: ColumnarProjection, leaves: [Int: any LeafReader], records: ColumnarRecordReader?, batchRows: Int,
        rows: Range<Int64>, firstRecord: Int64, position: @escaping @Sendable (Int64) -> InputPosition
    ) {
        self.projection = projection
        self.leaves = leaves
        self.records = records
        self.batchRows = batchRows
        self.rows = rows
        self.firstRecord = firstRecord
        self.position = position
    }

    /// The next batch, nil at the end.
    ///
    /// - Throws: an error of the format.
    func nextBatch() throws -> RowBatch? {
        guard !rows.isEmpty else { return nil }
        let count = min(batchRows, rows.count)
        let first = firstRecord + rows.lowerBound
        rows = rows.lowerBound + Int64(count)..<rows.upperBound
        let position = position(first + Int64(count))
        let made = try records?.read(count, position: position)
        if var made, leaves.isEmpty {
            made.columns = projection.sources.map { source in
                if case .record(let number) = source { made.columns[number] } else { .empty(rowCount: made.rowCount) }
            }
            return made
        }
        var read: [Int: FieldColumn] = [:]
        for (leaf, reader) in leaves { read[leaf] = try reader.read(count) }
        var numbers = (1...Int64(count)).map { first + $0 }
        if let made, made.rowCount < count {
            // A rejected record has no row.
            let rows = made.recordNumbers.map { Int($0 - first - 1) }
            read = read.mapValues { $0.selecting(rows) }
            numbers = made.recordNumbers
        }
        let columns = projection.sources.map { source -> FieldColumn in
            switch source {
            case .leaf(let leaf): read[leaf] ?? .empty(rowCount: numbers.count)
            case .absent: .empty(rowCount: numbers.count)
            case .record(let number): made?.columns[number] ?? .empty(rowCount: numbers.count)
            }
        }
        return RowBatch(
            rowCount: numbers.count, columns: columns, recordNumbers: numbers, recordsRead: count, emptyRecords: 0,
            rejects: made?.rejects ?? [], position: position)
    }
}
