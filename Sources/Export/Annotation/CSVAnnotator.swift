import Readers
import Tabular

/// CSV: every record with its own cells, then those of the tags, with the separator of the upstream file.
final class CSVAnnotator: UpstreamAnnotator {
    private let columns: [String]
    private let separator: UInt8
    private let textCell: Int
    private let matcher: AnnotationMatcher
    private let fields: TagFields
    private let output: BufferedSink

    /// - Parameter header: the names as they are in the file; some may be empty or occur twice.
    /// - Throws: `ReadError.unknownColumn`, `NameCollision`.
    init(
        _ textColumn: String, columns: [String], header: [String], separator: UInt8, file: String,
        _ matcher: AnnotationMatcher,
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
        output = BufferedSink(sink)
        for (index, name) in (header + fields.names).enumerated() {
            if index > 0 { output.buffer.append(separator) }
            if !name.isEmpty { CSVText.append(name, separator: separator, into: &output.buffer) }
        }
        output.buffer.append("\n")
    }

    func annotate(_ path: String, report: (Int) -> Void) throws {
        let reader = try RecordReader(
            path: path, options: ReaderOptions(format: .csv),
            projection: Projection(fields: columns.map(FieldPath.init(key:))))
        var records = 0
        while let batch = try reader.nextBatch() {
            for row in 0..<batch.rowCount {
                for (index, column) in batch.columns.enumerated() {
                    if index > 0 { output.buffer.append(separator) }
                    guard let value = column.values(ofRow: row).first else { continue }
                    column.withBytes(of: value) {
                        // Readers do not distinguish "" from an empty cell, and most files have empty cells.
                        guard !$0.isEmpty else { return }
                        CSVText.append(utf8: UnsafeRawBufferPointer($0), separator: separator, into: &output.buffer)
                    }
                }
                let tags = try self.tags(of: batch, row, path)
                try fields.appendCSV(tags, separator: separator, into: &output.buffer)
                output.buffer.append("\n")
                try output.endRecord()
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

    func finish() throws { try output.flush() }
}
