import Arrow
import Parquet

/// Describes the first rows of Arrow data.
struct ArrowProbe {
    private let schema: Schema
    private let records: Int
    private var survey: TapeSurvey
    private let parser = JSONParser()
    private(set) var recordsRead = 0
    /// Whether a batch had more rows than wanted.
    private(set) var hasMore = false

    init(_ schema: ArrowSchema, records: Int) {
        self.schema = schema.tree
        self.records = records
        survey = TapeSurvey(firstFields: schema.tree.fields.flatMap { ParquetProbe.paths(of: $0, in: []) })
    }

    var wantsMore: Bool { recordsRead < records }

    mutating func add(_ batch: ArrowBatch) {
        let rows = ArrowRows(batch, schema.fields, columns: batch.columns)
        var text = ColumnarRecordText(fields: schema.fields, schema: schema)
        while wantsMore, let row = rows.next() {
            recordsRead += 1
            text.write(row)
            text.bytes.withUnsafeBufferPointer { bytes in
                guard let base = bytes.baseAddress, case .complete = parser.parseWhole(base, count: bytes.count) else {
                    return
                }
                survey.add(parser.tape, in: base, record: recordsRead)
            }
        }
        hasMore = !rows.isAtEnd
    }

    func finish(_ description: inout FileDescription, isComplete: Bool) {
        description.recordsRead = recordsRead
        description.isComplete = isComplete
        description.fields = survey.tally.fields
        description.hasMoreFields = survey.tally.hasMoreFields
    }
}

/// Writes rows of Arrow data as lines of JSON.
struct ArrowLines {
    private let schema: Schema
    private var numbers: ArraySlice<Int64>
    private var before: Int64 = 0

    /// - Parameter numbers: of the rows, in ascending order.
    init(_ schema: ArrowSchema, _ numbers: [Int64]) {
        self.schema = schema.tree
        self.numbers = numbers[...]
    }

    var wantsMore: Bool { !numbers.isEmpty }

    /// Writes the wanted rows of the next batch, which is read only if it has some.
    mutating func write(
        rowCount: Int64, _ body: (UnsafeRawBufferPointer) throws -> Void, batch: () throws -> ArrowBatch
    ) throws {
        let wanted = numbers.prefix { $0 <= before + rowCount }
        numbers = numbers.dropFirst(wanted.count)
        defer { before += rowCount }
        guard !wanted.isEmpty else { return }
        let batch = try batch()
        var text = ColumnarRecordText(fields: schema.fields, schema: schema)
        for number in wanted {
            text.write(batch.columns.map { $0?.value(Int(number - before - 1)) ?? .null })
            try (text.bytes + [0x0A]).withUnsafeBytes(body)
        }
    }
}

/// Rows of a batch as values.
final class ArrowRows: ValueRows {
    let fields: [SchemaField]
    private let columns: [ArrowArray?]
    private let rowCount: Int
    private var row = 0

    /// - Parameter columns: one for each field.
    init(_ batch: ArrowBatch, _ fields: [SchemaField], columns: [ArrowArray?]) {
        self.fields = fields
        self.columns = columns
        rowCount = batch.rowCount
    }

    var isAtEnd: Bool { row == rowCount }

    func next() -> [RowValue]? {
        guard row < rowCount else { return nil }
        defer { row += 1 }
        return columns.map { $0?.value(row) ?? .null }
    }
}
