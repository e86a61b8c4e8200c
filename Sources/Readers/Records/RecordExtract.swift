import Parquet

/// Gives records of a file by their numbers, byte for byte.
///
/// The output can be read like the file: CSV has its header, records of JSON follow each other. A compressed file gives
/// the uncompressed bytes, another encoding gives UTF-8. Parquet has no text of its own: there a record is a JSON
/// object.
public final class RecordExtract {
    /// How the records are written.
    public enum Form: Sendable, Hashable {
        /// Lines of JSON as they are.
        case lines
        /// The records of CSV as they are, after everything above them.
        case csv
        /// Records of a longer JSON text, each on lines of its own.
        case values
        /// JSON lines that were made from a table in another form.
        case table
        /// JSON lines that were made from the rows of Parquet.
        case parquet
    }

    /// Where records lie.
    public struct Places: Sendable {
        /// The numbers of the records that were found, in the order of the file.
        public fileprivate(set) var found: [Int64] = []
        /// The numbers of faults without bytes.
        public fileprivate(set) var withoutBytes: [Int64] = []
        fileprivate var ranges: [Range<Int64>] = []
    }

    public let form: Form
    public let compression: Compression
    /// The encoding of the file; the output is UTF-8.
    public let encoding: TextEncoding
    private let options: ReaderOptions
    private let path: String
    private let input: OpenedInput
    private let walk: RecordWalk?

    /// Opens a file.
    ///
    /// - Parameters:
    ///   - path: of a file, which is opened twice.
    ///   - options: those with which its records were numbered.
    /// - Throws: `ReadError`.
    public init(path: String, options: ReaderOptions) throws {
        self.path = path
        self.options = options
        input = try OpenedInput(FileSource(path: path), options: options)
        compression = input.compression
        encoding = input.encoding
        walk = input.format == .parquet ? nil : try RecordWalk(input)
        form =
            switch input.format {
            case .parquet: .parquet
            case .csv: .csv
            case .jsonLines: input.isTable ? .table : .lines
            case .jsonArray, .jsonObject, .jsonRecord, .jsonSequence: .values
            }
    }

    /// Finds records. To be called once.
    ///
    /// - Parameter numbers: their numbers, from 1, in ascending order.
    /// - Complexity: reads the file up to the last of them. Memory holds 16 bytes per record that is found.
    public func places(of numbers: [Int64]) -> Places {
        var places = Places()
        guard let walk else {
            let count = input.parquet?.rowCount ?? 0
            places.found = numbers.filter { (1...max(1, count)).contains($0) && count > 0 }
            return places
        }
        var record: Int64 = 0
        for number in numbers {
            var range: Range<Int64>?
            while record < number {
                range = walk.next()
                guard range != nil else { return places }
                record += 1
            }
            guard let range else { continue }
            if range.isEmpty {
                places.withoutBytes.append(number)
            } else {
                places.found.append(number)
                places.ranges.append(range)
            }
        }
        return places
    }

    /// Gives the bytes of records, in pieces.
    ///
    /// - Throws: `ReadError`, and what `body` throws.
    /// - Complexity: reads the file up to the last of them, a piece at a time.
    public func write(_ places: Places, _ body: (UnsafeRawBufferPointer) throws -> Void) throws {
        guard !places.found.isEmpty else { return }
        guard let walk else { return try writeRows(places.found, body) }
        let source =
            form == .table
            ? WindowSource(try OpenedInput(FileSource(path: path), options: options).window)
            : try OpenedInput.text(of: FileSource(path: path), encoding: encoding, options: options)
        var copy = RangeCopy(source: source, endsWithLineBreak: form != .values)
        if form == .csv { try copy.copy(walk.header, body) }
        for range in places.ranges { try copy.copy(range, body) }
    }

    /// Writes rows of Parquet as JSON lines.
    private func writeRows(_ numbers: [Int64], _ body: (UnsafeRawBufferPointer) throws -> Void) throws {
        guard let file = input.parquet else { return }
        do {
            var rest = numbers[...]
            var before: Int64 = 0
            for group in file.rowGroups.indices {
                let end = before + file.rowGroups[group].rowCount
                let wanted = rest.prefix { $0 <= end }
                rest = rest.dropFirst(wanted.count)
                let rows = RowRanges(wanted.map { $0 - before - 1..<$0 - before })
                before = end
                guard !rows.ranges.isEmpty else { continue }
                let reader = try file.rows(rowGroup: group, rows: rows)
                var text = ParquetRecordText(fields: reader.fields, schema: file.schema)
                while let row = try reader.next() {
                    text.write(row)
                    try (text.bytes + [0x0A]).withUnsafeBytes(body)
                }
            }
        } catch let error as ParquetError {
            throw ReadError.parquet(error)
        }
    }
}
