/// Reads records of a few thousand to a few million as their fields, whatever the format: JSON lines, other JSON, CSV,
/// Parquet.
///
/// JSON lines may have several objects on one line, as files have that were joined without a line break.
public final class RecordFieldsReader {
    public let format: FileFormat
    private let reader: RecordReader
    private let columnNames: [String]?
    private let parser = JSONFields()
    /// Records met so far, readable or not.
    public private(set) var recordsRead = 0
    /// What could not be read so far, in the order of the file.
    public private(set) var rejects: [Reject] = []

    /// Opens a file and reads its beginning.
    ///
    /// - Parameter path: of the file, which must not be a pipe.
    /// - Throws: ``ReadError``.
    public init(path: String, options: ReaderOptions = ReaderOptions()) throws {
        var options = options
        let description = try FileProbe.describe(path: path, options: options, records: 1)
        // The framing of sequences reads every object of a line; that of lines would reject the line.
        options.format = description.format == .jsonLines ? .jsonSequence : description.format
        format = description.format
        columnNames = format == .csv ? description.csv?.columnNames ?? [] : nil
        let fields = columnNames.map { $0.map { FieldPath(key: $0) } } ?? [.record]
        reader = try RecordReader(
            path: path, options: options,
            projection: Projection(fields: format == .jsonObject ? [.record, .recordKey] : fields))
    }

    /// The next records, in the order of the file; `nil` at the end.
    ///
    /// - Throws: ``ReadError`` if the rest cannot be read.
    public func next() throws -> [RecordFields]? {
        guard let batch = try reader.nextBatch() else { return nil }
        recordsRead += batch.recordsRead
        rejects += batch.rejects
        return (0..<batch.rowCount).map { row in
            if let columnNames { return cells(of: batch, row, columnNames) }
            var fields: [RecordFields.Field] = []
            for value in batch.columns[0].values(ofRow: row) {
                _ = batch.columns[0].withBytes(of: value) { bytes in
                    parser.forEach(in: bytes) { name, value in
                        if let value { fields.append(.init(name: name, kind: value.kind, text: value.text)) }
                    }
                }
            }
            let key = batch.columns.count > 1 ? batch.columns[1].strings(ofRow: row).first : nil
            return RecordFields(number: batch.recordNumbers[row], key: key, fields: fields)
        }
    }

    private func cells(of batch: RowBatch, _ row: Int, _ names: [String]) -> RecordFields {
        let fields = zip(names, batch.columns).flatMap { name, column in
            column.strings(ofRow: row).map { RecordFields.Field(name: name, kind: .string, text: $0) }
        }
        return RecordFields(number: batch.recordNumbers[row], fields: fields)
    }
}
