/// Reads records of a few thousand to a few million as their fields, whatever the format: JSON lines, other JSON, CSV,
/// Parquet.
///
/// A line of JSON lines may have several objects, as in files that were joined without a line break: each is a record.
/// A line that is broken costs no other line.
public final class RecordFieldsReader {
    public let format: FileFormat
    private let path: String
    private let options: ReaderOptions
    private let reader: RecordReader
    private let columnNames: [String]?
    private let parser = JSONFields()
    /// Objects met beyond one per line.
    private var surplus: Int64 = 0
    /// Records met so far, readable or not.
    public private(set) var recordsRead = 0
    /// What could not be read so far, in the order of the file.
    public private(set) var rejects: [Reject] = []

    /// Opens a file and reads its beginning.
    ///
    /// - Parameter path: of a file, which is opened several times: a pipe cannot be.
    /// - Throws: ``ReadError``.
    public init(path: String, options: ReaderOptions = ReaderOptions()) throws {
        var options = options
        let description = try FileProbe.describe(path: path, options: options, records: 1)
        options.format = description.format
        format = description.format
        columnNames = format == .csv ? description.csv?.columnNames ?? [] : nil
        let fields = columnNames.map { $0.map { FieldPath(key: $0) } } ?? [.record]
        reader = try RecordReader(
            path: path, options: options,
            projection: Projection(fields: format == .jsonObject ? [.record, .recordKey] : fields))
        (self.path, self.options) = (path, options)
    }

    /// The next records, in the order of the file; `nil` at the end.
    ///
    /// - Throws: ``ReadError`` if the rest cannot be read.
    public func next() throws -> [RecordFields]? {
        guard let batch = try reader.nextBatch() else { return nil }
        let joined = try objects(ofLines: batch.rejects.filter(\.hasMoreObjects).map(\.recordNumber))
        var records: [RecordFields] = []
        records.reserveCapacity(batch.rowCount)
        var row = 0
        func addRows(before number: Int64) {
            while row < batch.rowCount, batch.recordNumbers[row] < number {
                if let record = record(of: batch, row) { records.append(record) }
                row += 1
            }
        }
        for reject in batch.rejects {
            addRows(before: reject.recordNumber)
            guard let objects = joined[reject.recordNumber] else {
                add(reject)
                continue
            }
            for (place, object) in objects.enumerated() {
                if place > 0 { surplus += 1 }
                let number = reject.recordNumber + surplus
                if let object {
                    records.append(RecordFields(number: number, fields: object))
                } else {
                    add(reject)
                }
            }
            recordsRead += objects.count - 1
        }
        addRows(before: .max)
        recordsRead += batch.recordsRead
        return records
    }

    private func add(_ reject: Reject) {
        var reject = reject
        reject.recordNumber += surplus
        rejects.append(reject)
    }

    /// Nil if the record is no object, which is a reject.
    private func record(of batch: RowBatch, _ row: Int) -> RecordFields? {
        let number = batch.recordNumbers[row] + surplus
        if let columnNames {
            let fields = zip(columnNames, batch.columns).flatMap { name, column in
                column.strings(ofRow: row).map { RecordFields.Field(name: name, kind: .string, text: $0) }
            }
            return RecordFields(number: number, fields: fields)
        }
        guard let fields = fields(of: batch.columns[0], row) else {
            rejects.append(notAnObject(batch.columns[0], row, number: number))
            return nil
        }
        let key = batch.columns.count > 1 ? batch.columns[1].strings(ofRow: row).first : nil
        return RecordFields(number: number, key: key, fields: fields)
    }

    /// Nil if the record is no object.
    private func fields(of records: FieldColumn, _ row: Int) -> [RecordFields.Field]? {
        guard let value = records.values(ofRow: row).first else { return nil }
        var fields: [RecordFields.Field] = []
        let isObject = records.withBytes(of: value) { bytes in
            parser.forEach(in: bytes) { name, value in
                if let value { fields.append(.init(name: name, kind: value.kind, text: value.text)) }
            }
        }
        return isObject ? fields : nil
    }

    private func notAnObject(_ records: FieldColumn, _ row: Int, number: Int64) -> Reject {
        let value = records.values(ofRow: row).first
        let found =
            switch value.map({ records.kind(of: $0) }) {
            case .json: "an array"
            case .string: "a string"
            case .number: "a number"
            case .boolean: "a boolean"
            case nil: "null"
            }
        let text = value.map { records.string(at: $0) } ?? ""
        return Reject(
            recordNumber: number, line: nil, byteOffset: nil, column: nil,
            reason: .recordIsNotAnObject(found: found), excerpt: String(text.prefix(Reject.excerptBytes / 4)))
    }

    /// The objects of lines that have several, by the number of the line's record; nil for what cannot be read.
    private func objects(ofLines numbers: [Int64]) throws -> [Int64: [[RecordFields.Field]?]] {
        guard !numbers.isEmpty, format == .jsonLines else { return [:] }
        let extract = try RecordExtract(path: path, options: options)
        let places = extract.places(of: numbers)
        var bytes: [UInt8] = []
        try extract.write(places) { bytes.append(contentsOf: $0) }
        var found: [Int64: [[RecordFields.Field]?]] = [:]
        for (number, line) in zip(places.found, bytes.split(separator: 0x0A)) {
            var options = ReaderOptions(format: .jsonSequence)
            options.findsTables = false
            let reader = try RecordReader(
                source: MemorySource(Array(line)), options: options, projection: Projection(fields: [.record]))
            var objects: [[RecordFields.Field]?] = []
            while let batch = try reader.nextBatch() {
                objects += (0..<batch.rowCount).map { fields(of: batch.columns[0], $0) }
                // What follows a fault on the same line is one reject.
                objects += batch.rejects.map { _ in nil }
            }
            found[number] = objects.isEmpty ? [nil] : objects
        }
        return found
    }
}

extension Reject {
    /// Whether the line is one JSON value, followed by something that may be another.
    fileprivate var hasMoreObjects: Bool {
        if case .json(.contentAfterValue, _) = reason { true } else { false }
    }
}
