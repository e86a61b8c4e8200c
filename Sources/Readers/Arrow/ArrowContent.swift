import Arrow
import Parquet

/// An Arrow file and the projection to read. A part is a batch, which is decoded as a whole.
struct ArrowContent: ColumnarContent {
    private let file: ArrowFile
    private let reading: ArrowReading
    private let firstRecords: [Int64]

    /// - Throws: `ReadError`.
    init(_ file: ArrowFile, projection: Projection, options: ReaderOptions) throws {
        self.file = file
        reading = try ArrowReading(file.schema, projection: projection, options: options)
        var records: Int64 = 0
        firstRecords = (0..<file.batchCount).map { batch in
            defer { records += file.rowCount(ofBatch: batch) }
            return records
        }
    }

    func parts(skipping records: Int64) -> [ColumnarPart] {
        (0..<file.batchCount).filter { batch in
            let count = file.rowCount(ofBatch: batch)
            return count > 0 && firstRecords[batch] + count > records
        }.map { ColumnarPart(rowGroup: $0, rows: 0..<file.rowCount(ofBatch: $0)) }
    }

    func rows(of part: ColumnarPart) throws -> ColumnarRowReader {
        let batch = try file.batch(part.rowGroup, isWanted: reading.isWanted)
        let (byteCount, rowCount) = (file.source.byteCount, file.rowCount)
        return try reading.rows(of: batch, firstRecord: firstRecords[part.rowGroup]) { records in
            // Bytes are estimated in proportion to rows.
            let consumed = Int64(Double(byteCount) * Double(records) / Double(max(1, rowCount)))
            return InputPosition(
                consumedBytes: consumed, totalBytes: byteCount, uncompressedBytes: consumed, records: records)
        }
    }
}

/// Reads the rows of Arrow data that comes as a stream.
final class ArrowStreamReader: BatchReader {
    let columnNames: [String]? = nil
    private let stream: ArrowStream
    private let source: any ByteSource
    private let reading: ArrowReading
    private var rows: ColumnarRowReader?
    private var records: Int64 = 0

    /// - Throws: `ReadError`.
    init(_ stream: ArrowStream, _ source: any ByteSource, projection: Projection, options: ReaderOptions) throws {
        self.stream = stream
        self.source = source
        reading = try ArrowReading(stream.schema, projection: projection, options: options)
    }

    func nextBatch() throws -> RowBatch? {
        try ReadError.ofColumns {
            while true {
                if let batch = try rows?.nextBatch() { return batch }
                guard let batch = try stream.next(isWanted: reading.isWanted) else { return nil }
                let (consumed, total) = (source.consumedBytes, source.totalBytes)
                rows = try reading.rows(of: batch, firstRecord: records) { records in
                    InputPosition(
                        consumedBytes: consumed, totalBytes: total, uncompressedBytes: consumed, records: records)
                }
                records += Int64(batch.rowCount)
            }
        }
    }
}

/// The projection to read of every batch of Arrow data.
struct ArrowReading: Sendable {
    private let schema: ArrowSchema
    private let projection: ColumnarProjection
    private let options: ReaderOptions
    private let leaves: [ArrowLeaf]
    private let wanted: Set<Int>
    private let dictionaries = DictionaryEntries()

    /// - Throws: `ReadError`.
    init(_ schema: ArrowSchema, projection: Projection, options: ReaderOptions) throws {
        _ = try TapeProjection(projection)
        self.schema = schema
        self.options = options
        self.projection = ColumnarProjection(
            projection, schema: schema.tree, usesRecords: options.columnsAsRecords)
        leaves = ArrowLeaf.all(of: schema.fields)
        let wantedLeaves = self.projection.leaves
        wanted = Set(wantedLeaves.map { [leaves] in leaves[$0].field })
    }

    func isWanted(_ field: Int) -> Bool { wanted.contains(field) }

    /// - Throws: `ArrowError`, `ReadError`.
    func rows(
        of batch: ArrowBatch, firstRecord: Int64, position: @escaping @Sendable (Int64) -> InputPosition
    ) throws -> ColumnarRowReader {
        var readers: [Int: any LeafReader] = [:]
        for case .leaf(let leaf) in projection.sources where readers[leaf] == nil {
            guard let column = batch.columns[leaves[leaf].field] else { continue }
            readers[leaf] = ArrowLeafReader(column, leaves[leaf].steps, dictionaries)
        }
        let rows = 0..<Int64(batch.rowCount)
        let records = try projection.records.map { records in
            let fields = schema.tree.fields.indices.filter { index in
                schema.tree.fields[index].leaves.contains { projection.recordLeaves.contains($0) }
            }
            let values = ArrowRows(
                batch, fields.map { schema.tree.fields[$0] }, columns: fields.map { batch.columns[$0] })
            return try ColumnarRecordReader(values, records, schema: schema.tree, firstRecord: firstRecord)
        }
        let bytesPerRow = max(1, batch.byteCount / Int64(max(1, batch.rowCount)))
        let fitting = Int(clamping: Int64(options.columnarBatchBytes) / bytesPerRow)
        return ColumnarRowReader(
            projection, leaves: readers, records: records, batchRows: max(1, min(options.batchRows, fitting)),
            rows: rows,
            firstRecord: firstRecord, position: position)
    }
}

/// The path to a leaf: the column, and the steps down from it.
struct ArrowLeaf: Sendable {
    enum Step: Sendable {
        case field(Int)
        case elements
    }

    let field: Int
    let steps: [Step]

    /// The leaves in the order in which the schema numbers them.
    static func all(of fields: [ArrowField]) -> [ArrowLeaf] {
        fields.enumerated().flatMap { index, field in below(field).map { ArrowLeaf(field: index, steps: $0) } }
    }

    private static func below(_ field: ArrowField) -> [[Step]] {
        switch field.type {
        case .structure where !field.children.isEmpty:
            field.children.enumerated().flatMap { index, child in below(child).map { [.field(index)] + $0 } }
        case .list, .fixedList, .map: below(field.children[0]).map { [.elements] + $0 }
        default: [[]]
        }
    }
}
