import Parquet

/// Gives rows of a row group, written as JSON records, as batches.
final class ColumnarRecordReader {
    private let rows: any ValueRows
    private var text: ColumnarRecordText
    private let projection: TapeProjection
    private let steps: [FieldPath.Step]
    private let builder: BatchBuilder
    private let parser = JSONParser()

    /// - Parameter firstRecord: the records of the file before the first row.
    /// - Throws: `ReadError`.
    init(_ rows: any ValueRows, _ projection: Projection, schema: Schema, firstRecord: Int64) throws(ReadError) {
        self.rows = rows
        text = ColumnarRecordText(fields: rows.fields, schema: schema)
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
