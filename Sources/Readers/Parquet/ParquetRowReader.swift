import Parquet

/// Gives rows of a row group, read from one or more of its columns, as batches.
final class ParquetRowReader {
    private let projection: ParquetProjection
    private let leaves: [Int: ParquetColumnReader]
    private let records: ParquetRecordReader?
    private let batchRows: Int
    /// The rows that are left, of the row group, and the records of the file before the row group.
    private var rows: Range<Int64>
    private let firstRecord: Int64
    private let position: @Sendable (Int64) -> InputPosition

    /// - Parameter rows: which of the row group's rows; it has them.
    /// - Throws: `ParquetError`, `ReadError`.
    init(_ content: ParquetContent, rowGroup: Int, rows: Range<Int64>) throws {
        let file = content.file
        let projection = content.projection
        let firstRecord = content.firstRecords[rowGroup]
        self.projection = projection
        self.firstRecord = firstRecord
        self.rows = rows
        batchRows = content.batchRows(rowGroup: rowGroup)
        position = content.position(after:)
        var leaves: [Int: ParquetColumnReader] = [:]
        for case .leaf(let leaf) in projection.sources where leaves[leaf] == nil {
            leaves[leaf] = try ParquetColumnReader(file, rowGroup: rowGroup, leaf: leaf, rows: rows)
        }
        self.leaves = leaves
        records = try projection.records.map { records in
            try ParquetRecordReader(
                file.rows(rowGroup: rowGroup, leaves: projection.recordLeaves, rows: RowRanges([rows])), records,
                schema: file.schema, firstRecord: firstRecord + rows.lowerBound)
        }
    }

    /// The next batch, nil at the end.
    ///
    /// - Throws: `ParquetError`.
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
            // Of a record that was rejected there is no row.
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

/// Gives rows of a row group, written as JSON records, as batches.
final class ParquetRecordReader {
    private let rows: RowReader
    private var text: ParquetRecordText
    private let projection: TapeProjection
    private let steps: [FieldPath.Step]
    private let builder: BatchBuilder
    private let parser = JSONParser()

    /// - Parameter firstRecord: the records of the file before the first row.
    /// - Throws: `ReadError`.
    init(_ rows: RowReader, _ projection: Projection, schema: Schema, firstRecord: Int64) throws(ReadError) {
        self.rows = rows
        text = ParquetRecordText(fields: rows.fields, schema: schema)
        self.projection = try TapeProjection(projection)
        steps = self.projection.expansionSteps
        builder = BatchBuilder(columnCount: projection.fields.count)
        builder.beginRecords(after: firstRecord)
    }

    /// What the next `count` records give.
    ///
    /// - Throws: `ParquetError`.
    func read(_ count: Int, position: InputPosition) throws -> RowBatch {
        for _ in 0..<count {
            // Records count even if no column of them is wanted.
            guard let row = try rows.fields.isEmpty ? [] : rows.next() else { break }
            text.write(row)
            builder.beginRecord()
            text.bytes.withUnsafeBufferPointer { bytes in
                guard let base = bytes.baseAddress else { return }
                append(base, count: bytes.count)
            }
        }
        return builder.finish(position: position)
    }

    private func append(_ base: UnsafePointer<UInt8>, count: Int) {
        let firstRow = builder.rowCount
        var problem: RejectReason?
        if case .failed(let wrong, let offset) = parser.parseWhole(base, count: count) {
            problem = .json(wrong, offset: offset)
        } else {
            if !projection.recordFields.isEmpty {
                projection.recordFields.walk(parser.tape, from: 0, in: base, into: builder.columns)
            }
            let record = TapeProjection.Record(tape: parser.tape, text: base, steps: steps)
            problem = projection.appendRows(of: record, to: builder)
        }
        if builder.isFull { problem = .rowsTooLarge(limit: ColumnBuilder.maximumBytes) }
        guard let problem else { return builder.endRecord(firstRow: firstRow) }
        builder.rollBack(toRow: firstRow)
        let excerpt = UnsafeBufferPointer(start: base, count: min(count, Reject.excerptBytes))
        builder.reject(
            Reject(
                recordNumber: builder.totalRecords, line: nil, byteOffset: nil, column: nil, reason: problem,
                excerpt: String(decoding: excerpt, as: UTF8.self)))
    }
}
