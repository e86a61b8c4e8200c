import Readers
import Reports

/// CSV: every record with its own cells, then those of the tags; separated as the upstream file is.
final class CSVAnnotator: UpstreamAnnotator {
    private let columns: [String]
    private let separator: UInt8
    private let textCell: Int
    private let matcher: AnnotationMatcher
    private let fields: TagFields
    private let sink: any TextSink
    private var buffer = TextBuffer()

    /// - Throws: `ReadError.unknownColumn`, `NameCollision`.
    init(
        _ textColumn: String, columns: [String], separator: UInt8, file: String, _ matcher: AnnotationMatcher,
        _ fields: TagFields, sink: any TextSink
    ) throws {
        guard let textCell = columns.firstIndex(of: textColumn) else {
            throw ReadError.unknownColumn(file: file, column: textColumn, known: columns)
        }
        try NameCollision.check(fields.names, against: columns)
        self.columns = columns
        self.separator = separator
        self.textCell = textCell
        self.matcher = matcher
        self.fields = fields
        self.sink = sink
        for (index, name) in (columns + fields.names).enumerated() {
            if index > 0 { buffer.append(separator) }
            CSVText.append(name, separator: separator, into: &buffer)
        }
        buffer.append("\n")
    }

    func annotate(_ path: String, report: (Int) -> Void) throws {
        var options = ReaderOptions(format: .csv)
        options.csv.separator = separator
        let reader = try RecordReader(
            path: path, options: options, projection: Projection(fields: columns.map(FieldPath.init(key:))))
        var records = 0
        while let batch = try reader.nextBatch() {
            for row in 0..<batch.rowCount {
                for (index, column) in batch.columns.enumerated() {
                    if index > 0 { buffer.append(separator) }
                    guard let value = column.values(ofRow: row).first else { continue }
                    column.withBytes(of: value) {
                        CSVText.append(utf8: UnsafeRawBufferPointer($0), separator: separator, into: &buffer)
                    }
                }
                let tags = try self.tags(of: batch, row, path)
                try fields.appendCSV(tags, separator: separator, into: &buffer)
                buffer.append("\n")
                if buffer.bytes.count >= 1 << 18 { try flush() }
            }
            for reject in batch.rejects { try matcher.reject(reject, file: path) }
            records += batch.recordsRead
            report(records)
        }
    }

    private func tags(of batch: RowBatch, _ row: Int, _ path: String) throws -> UInt32? {
        let record = batch.recordNumbers[row]
        guard let value = batch.columns[textCell].values(ofRow: row).first else {
            return try matcher.tags(of: nil, file: path, record: record)
        }
        return try batch.columns[textCell].withBytes(of: value) {
            try matcher.tags(of: UnsafeRawBufferPointer($0), file: path, record: record)
        }
    }

    func finish() throws { try flush() }

    private func flush() throws {
        try sink.write(buffer.bytes)
        buffer.removeAll()
    }
}
