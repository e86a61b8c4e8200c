/// Reads the rows of one file, batch by batch, in memory bounded by a batch, a chunk and the longest record.
///
/// The format and compression are detected from the file's first bytes, unless the options give them. A record that
/// cannot be read becomes a ``Reject`` of its batch, and reading continues. An error is thrown only if the rest of the
/// file cannot be read.
///
///     let reader = try RecordReader(path: "corpus.jsonl.zst", projection: Projection(parsing: ["text", "tags[]"]))
///     while let batch = try reader.nextBatch() { … }
public final class RecordReader {
    public let format: FileFormat
    public let compression: Compression
    private let reader: any BatchReader

    /// The names of the columns of a CSV file, made unique; `nil` for JSON.
    public var columnNames: [String]? { reader.columnNames }

    /// Opens the file at `path`, or standard input for `-`, and reads its first bytes. Throws ``ReadError``.
    public convenience init(path: String, options: ReaderOptions = ReaderOptions(), projection: Projection) throws {
        try self.init(source: FileSource(path: path), options: options, projection: projection)
    }

    /// Reads from `source`, decompressing if need be. Throws ``ReadError``.
    public init(source: any ByteSource, options: ReaderOptions = ReaderOptions(), projection: Projection) throws {
        let input = try OpenedInput(source, options: options)
        format = input.format
        compression = input.compression
        reader =
            switch input.format {
            case .csv: try CSVBatchReader(input, projection: projection)
            case .jsonLines, .jsonArray, .jsonObject, .jsonRecord, .jsonSequence:
                try JSONBatchReader(input, projection: projection)
            default: try input.columnarRows(projection).reader
            }
    }

    /// The next batch, `nil` at the end.
    ///
    /// Throws ``ReadError`` if the input breaks off, after the batches with everything before. A record cut by the
    /// break is not delivered.
    public func nextBatch() throws -> RowBatch? { try reader.nextBatch() }
}
