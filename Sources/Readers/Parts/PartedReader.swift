/// Cuts one file into parts that several threads can read at the same time.
///
///     let parts = try PartedReader(source: source, options: options, projection: projection)
///     let reader = try parts.makePartReader()  // one for each thread
///     while let part = try parts.next() { let content = try reader.read(part) … }
///
/// The parts, and what is read of each, depend on the file alone and not on who reads them.
public final class PartedReader {
    private enum Parts {
        case lines(LineChunker)
        /// The rows of a format whose records can be told apart in the order of the file only.
        case batches(any BatchReader)
    }

    private let parts: Parts
    private let name: String
    private let totalBytes: Int64?
    private let options: ReaderOptions
    private let projection: Projection
    /// What lies before the first of the parts that number their records from their own beginning.
    public let origin: PartExtent

    /// Opens a source and reads its first bytes.
    ///
    /// - Parameter skipping: records at the beginning that need not be read; those of a format that does not tell records
    ///   apart without reading them are given nevertheless, numbered as they are.
    /// - Throws: `ReadError`.
    public init(
        source: any ByteSource, options: ReaderOptions = ReaderOptions(), projection: Projection,
        skipping records: Int64 = 0
    ) throws {
        let input = try OpenedInput(source, options: options)
        self.options = input.options
        self.projection = projection
        name = source.name
        totalBytes = source.totalBytes
        switch input.format {
        case .csv:
            parts = .batches(try CSVBatchReader(input, projection: projection))
            origin = PartExtent()
        case .jsonLines where !projection.numbersRecords:
            let chunker = LineChunker(
                input.window, chunkBytes: options.partBytes, maximumRecordBytes: input.options.maximumRecordBytes)
            origin = try chunker.skip(records: records)
            parts = .lines(chunker)
        case .jsonLines, .jsonArray, .jsonObject, .jsonRecord:
            parts = .batches(try JSONBatchReader(input, projection: projection))
            origin = PartExtent()
        }
    }

    /// The next part; nil at the end.
    ///
    /// - Throws: `ReadError` where the input breaks off, after all parts before that.
    public func next() throws -> FilePart? {
        switch parts {
        case .batches(let reader): return try reader.nextBatch().map(FilePart.batch)
        case .lines(let chunker): return try chunker.next()
        }
    }

    /// A reader of this file's parts, for one thread.
    ///
    /// - Throws: `ReadError`.
    public func makePartReader() throws -> PartReader {
        switch parts {
        case .batches: PartReader(columnCount: projection.fields.count, lines: nil)
        case .lines:
            PartReader(
                columnCount: projection.fields.count,
                lines: try JSONBatchReader(
                    linesOf: name, totalBytes: totalBytes, options: options, projection: projection))
        }
    }
}

/// Reads the parts of one file on one thread.
public final class PartReader {
    private let columnCount: Int
    private let lines: JSONBatchReader?

    init(columnCount: Int, lines: JSONBatchReader?) {
        self.columnCount = columnCount
        self.lines = lines
    }

    /// The rows of a part.
    ///
    /// - Throws: `ReadError`.
    public func read(_ part: FilePart) throws -> PartContent {
        switch part {
        case .batch(let batch): return PartContent(batches: [batch])
        case .longLine(let reject, let position):
            var position = position
            position.records = 1
            var builder = ColumnBuilder()
            let batch = RowBatch(
                rowCount: 0, columns: Array(repeating: builder.finish(), count: columnCount), recordNumbers: [],
                recordsRead: 1, emptyRecords: 0, rejects: [reject], position: position)
            builder.deallocate()
            return PartContent(batches: [batch], extent: PartExtent(records: 1, lines: 1))
        case .lines(let chunk): return try lines?.read(chunk) ?? PartContent(batches: [])
        }
    }
}

extension Projection {
    /// Whether a field is the record's number in the file.
    var numbersRecords: Bool { rows == .record && fields.contains { $0.origin == .index } }
}
