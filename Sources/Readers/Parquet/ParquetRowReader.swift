import Parquet

extension ParquetContent {
    /// - Throws: `ParquetError`, `ReadError`.
    func rows(of part: ColumnarPart) throws -> ColumnarRowReader {
        let (rowGroup, rows) = (part.rowGroup, part.rows)
        let firstRecord = firstRecords[rowGroup]
        var leaves: [Int: any LeafReader] = [:]
        for case .leaf(let leaf) in projection.sources where leaves[leaf] == nil {
            leaves[leaf] = try ParquetColumnReader(file, rowGroup: rowGroup, leaf: leaf, rows: rows)
        }
        let records = try projection.records.map { records in
            try ParquetRecordReader(
                file.rows(rowGroup: rowGroup, leaves: projection.recordLeaves, rows: RowRanges([rows])), records,
                schema: file.schema, firstRecord: firstRecord + rows.lowerBound)
        }
        return ColumnarRowReader(
            projection, leaves: leaves, records: records, batchRows: batchRows(rowGroup: rowGroup), rows: rows,
            firstRecord: firstRecord, position: position(after:))
    }
}

/// Gives rows that lie together, written as JSON records, as batches.
final class ParquetRecordReader {
    private let rows: any ValueRows
    private var text: ParquetRecordText
    private let projection: TapeProjection
    private let steps: [FieldPath.Step]
    private let builder: BatchBuilder
    private let parser = JSONParser()

    /// - Parameter firstRecord: the records of the file before the first row.
    /// - Throws: `ReadError`.
    init(_ rows: any ValueRows, _ projection: Projection, schema: Schema, firstRecord: Int64) throws(ReadError) {
        self.rows = rows
        text = ParquetRecordText(fields: rows.fields, schema: schema)
        self.projection = try TapeProjection(projection)
        steps = self.projection.expansionSteps
        builder = BatchBuilder(columnCount: projection.fields.count)
        builder.beginRecords(after: firstRecord)
    }

    /// What the next `count` records give.
    ///
    /// - Throws: an error of the format.
    func read(_ count: Int, position: InputPosition) throws -> RowBatch {
        for _ in 0..<count {
            // Records of which no column is wanted are there nevertheless.
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
