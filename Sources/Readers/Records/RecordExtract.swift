/// Gives records of a file by their numbers, byte for byte.
///
/// The output can be read like the file: CSV has its header, records of JSON follow each other. A compressed file gives
/// the uncompressed bytes, another encoding gives UTF-8. Columnar formats have no text of their own: there a record is
/// a JSON object.
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
        /// JSON lines that were made from the rows of a columnar file.
        case columns
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
        walk = input.columnar != nil ? nil : try RecordWalk(input)
        form =
            switch input.format {
            case .csv: .csv
            case .jsonLines: input.isTable ? .table : .lines
            case .jsonArray, .jsonObject, .jsonRecord, .jsonSequence: .values
            default: .columns
            }
    }

    /// Finds records. To be called once.
    ///
    /// - Parameter numbers: their numbers, from 1, in ascending order.
    /// - Complexity: reads the file up to the last of them. Memory holds 16 bytes per record that is found.
    public func places(of numbers: [Int64]) -> Places {
        var places = Places()
        guard let walk else {
            let count = input.columnar?.rowCount ?? .max
            places.found = numbers.filter { $0 >= 1 && $0 <= count }
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
        guard let walk else { return try input.columnar?.writeRows(places.found, body) ?? () }
        let source =
            form == .table
            ? WindowSource(try OpenedInput(FileSource(path: path), options: options).window)
            : try OpenedInput.text(of: FileSource(path: path), encoding: encoding, options: options)
        var copy = RangeCopy(source: source, endsWithLineBreak: form != .values)
        if form == .csv { try copy.copy(walk.header, body) }
        for range in places.ranges { try copy.copy(range, body) }
    }
}
