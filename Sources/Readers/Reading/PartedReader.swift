/// Cuts one file into parts that several threads can read at the same time.
///
///     let parts = try PartedReader(source: source, options: options, projection: projection)
///     let reader = try parts.makePartReader()  // one for each thread
///     while let part = try parts.next() { try reader.read(part) { batch in … } }
///
/// The parts and their content depend only on the file, not on which thread reads them.
public final class PartedReader {
    private enum Parts {
        /// Chunks, and what makes a reader of them.
        case lines(LineChunker, reader: () throws(ReadError) -> any ChunkReader)
        case columns(any ColumnarContent)
        /// The rows of a format whose records can only be separated in the order of the file.
        case batches(any BatchReader)
    }

    private let parts: Parts
    private var rowParts: ArraySlice<ColumnarPart> = []
    private let columnCount: Int
    /// The records and lines before the first part with part-relative numbers.
    public let origin: PartExtent

    /// Opens a source and reads its first bytes.
    ///
    /// - Parameter skipping: records at the beginning that need not be read; some of them may be given nevertheless,
    ///   numbered as they are.
    /// - Throws: `ReadError`.
    public init(
        source: any ByteSource, options: ReaderOptions = ReaderOptions(), projection: Projection,
        skipping records: Int64 = 0
    ) throws {
        let input = try OpenedInput(source, options: options)
        let options = input.options
        columnCount = projection.fields.count
        var origin = PartExtent()
        switch input.format {
        case .jsonLines where !projection.numbersRecords:
            let boundaries = LineBoundaries(maximumRecordBytes: options.maximumRecordBytes)
            let chunker = LineChunker(input.window, boundaries, options: options)
            origin = chunker.skip(records: records)
            parts = .lines(chunker) { () throws(ReadError) in
                try JSONBatchReader(
                    linesOf: source.name, totalBytes: source.totalBytes, options: options, projection: projection)
            }
        case .csv where !projection.numbersRecords:
            let csv = try CSVInput(input)
            let chunker = LineChunker(
                input.window, csv.boundaries(maximumRecordBytes: options.maximumRecordBytes), options: options)
            origin.lines = input.window.line(at: 0) - 1
            origin += chunker.skip(records: records)
            parts = .lines(chunker) { () throws(ReadError) in
                try CSVBatchReader(chunksOf: csv, options: options, projection: projection)
            }
        case .jsonLines, .jsonArray, .jsonObject, .jsonRecord, .jsonSequence:
            parts = .batches(try JSONBatchReader(input, projection: projection))
        case .csv: parts = .batches(try CSVBatchReader(input, projection: projection))
        default:
            switch try input.columnarRows(projection) {
            case .parts(let content):
                rowParts = content.parts(skipping: records)[...]
                parts = .columns(content)
            case .inOrder(let reader): parts = .batches(reader)
            }
        }
        self.origin = origin
    }

    /// Whether the parts are unparsed bytes of the source: the thread that cuts them then has time for other work.
    public var areOnlyCut: Bool {
        if case .lines = parts { true } else { false }
    }

    /// Whether the source is not read from its beginning to its end.
    public var areReadAtRandom: Bool {
        if case .columns = parts { true } else { false }
    }

    /// The next part; nil at the end.
    ///
    /// - Throws: `ReadError` if the input breaks off, after all parts before the break.
    public func next() throws -> FilePart? {
        switch parts {
        case .batches(let reader): try reader.nextBatch().map(FilePart.batch)
        case .lines(let chunker, _): try chunker.next()
        case .columns: rowParts.popFirst().map(FilePart.rows)
        }
    }

    /// A reader of this file's parts, for one thread.
    ///
    /// - Throws: `ReadError`.
    public func makePartReader() throws -> PartReader {
        var reader = PartReader(columnCount: columnCount)
        switch parts {
        case .batches: break
        case .lines(_, let makeReader): reader.lines = try makeReader()
        case .columns(let content): reader.content = content
        }
        return reader
    }
}

/// Reads the parts of one file on one thread.
public struct PartReader {
    fileprivate let columnCount: Int
    fileprivate var lines: (any ChunkReader)?
    fileprivate var content: (any ColumnarContent)?

    fileprivate init(columnCount: Int) { self.columnCount = columnCount }

    /// Calls `body` with the rows of a part, batch by batch.
    ///
    /// - Returns: the number of records and lines of a part with part-relative numbers; zero for others.
    /// - Throws: `ReadError`, and what `body` throws.
    public func read(_ part: FilePart, _ body: (RowBatch) throws -> Void) throws -> PartExtent {
        switch part {
        case .batch(let batch): try body(batch)
        case .lines(let chunk): return try lines?.read(chunk, body) ?? PartExtent()
        case .rows(let part): try read(part, body)
        case .longRecord(let reject, let position, let lines):
            var position = position
            position.records = 1
            try body(
                RowBatch(
                    rowCount: 0, columns: Array(repeating: .empty(rowCount: 0), count: columnCount), recordNumbers: [],
                    recordsRead: 1, emptyRecords: 0, rejects: [reject], position: position))
            return PartExtent(records: 1, lines: lines)
        }
        return PartExtent()
    }

    private func read(_ part: ColumnarPart, _ body: (RowBatch) throws -> Void) throws {
        guard let content else { return }
        try ReadError.ofColumns {
            let rows = try content.rows(of: part)
            while let batch = try rows.nextBatch() { try body(batch) }
        }
    }
}

extension Projection {
    /// Whether a field is the record's number in the file.
    var numbersRecords: Bool { rows == .record && fields.contains { $0.origin == .index } }
}
