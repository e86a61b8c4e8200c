/// Makes batches of the records of a JSON file.
final class JSONBatchReader: BatchReader {
    let columnNames: [String]? = nil
    private let window: InputWindow
    private let options: ReaderOptions
    private let projection: TapeProjection
    private let framing: any JSONFraming
    private let parser = JSONParser()
    private let builder: BatchBuilder
    private let steps: [FieldPath.Step]
    private var isFinished = false

    init(_ input: OpenedInput, projection: Projection) throws(ReadError) {
        window = input.window
        options = input.options
        self.projection = try TapeProjection(projection)
        steps = self.projection.expansionSteps
        builder = BatchBuilder(columnCount: projection.fields.count)
        framing = Self.framing(of: input)
    }

    /// A reader of lines that others cut out of the file called `name`.
    init(linesOf name: String, totalBytes: Int64?, options: ReaderOptions, projection: Projection) throws(ReadError) {
        window = InputWindow(showing: MemorySource([], name: name))
        self.options = options
        self.projection = try TapeProjection(projection)
        steps = self.projection.expansionSteps
        builder = BatchBuilder(columnCount: projection.fields.count)
        framing = LineFraming(maximumRecordBytes: options.maximumRecordBytes)
    }

    /// Reads a chunk of lines, numbering its records and lines from the chunk's beginning.
    func read(_ chunk: LineChunk) throws -> PartContent {
        window.show(chunk.bytes, at: chunk.offset)
        builder.restart(sharing: chunk.bytes)
        isFinished = false
        let blankLines = framing.blankLines
        var content = PartContent(batches: [])
        while var batch = try nextBatch() {
            batch.position.consumedBytes = chunk.position.consumedBytes
            batch.position.totalBytes = chunk.position.totalBytes
            content.extent.records = batch.position.records
            content.batches.append(batch)
        }
        content.extent.lines = content.extent.records + framing.blankLines - blankLines
        return content
    }

    static func framing(of input: OpenedInput) -> any JSONFraming {
        let limit = input.options.maximumRecordBytes
        return switch input.format {
        case .jsonArray: SequenceFraming(.array, maximumRecordBytes: limit)
        case .jsonObject: SequenceFraming(.object, maximumRecordBytes: limit)
        case .jsonRecord: SequenceFraming(.none, maximumRecordBytes: limit)
        case .jsonLines, .csv: LineFraming(maximumRecordBytes: limit)
        }
    }

    func nextBatch() throws -> RowBatch? {
        let start = window.offset
        while !isFinished && builder.rowCount < options.batchRows && window.offset - start < options.batchBytes
            && builder.rejects.count < options.batchRows
        {
            switch framing.next(in: window, parser) {
            case .end: isFinished = true
            case .record(let length):
                builder.beginRecord()
                appendRecord(length: length)
                window.advance(length)
            case .reject(let frame):
                builder.beginRecord()
                reject(frame)
            }
        }
        if builder.recordsRead == 0 {
            if let failure = window.failure { throw failure }
            return nil
        }
        return builder.finish(position: window.position(records: builder.totalRecords))
    }

    @inline(__always)
    private func appendRecord(length: Int) {
        let kind = parser.tape[0].kind
        guard kind == .object || projection.acceptsAnyRecord else {
            return reject(RejectedFrame(window, count: length, .recordIsNotAnObject(found: kind.name)))
        }
        let firstRow = builder.rowCount
        if !projection.recordFields.isEmpty {
            projection.recordFields.walk(parser.tape, from: 0, in: window.text, into: builder.columns)
        }
        if !projection.idColumns.isEmpty, let key = framing.recordKey { projection.appendID(key, to: builder) }
        let record = TapeProjection.Record(tape: parser.tape, text: window.text, steps: steps)
        var problem = projection.appendRows(of: record, to: builder)
        if builder.isFull { problem = .rowsTooLarge(limit: ColumnBuilder.maximumBytes) }
        if let problem {
            builder.rollBack(toRow: firstRow)
            reject(RejectedFrame(window, count: length, problem))
        } else {
            builder.endRecord(firstRow: firstRow)
        }
    }

    private func reject(_ frame: RejectedFrame) {
        builder.reject(frame.reject(recordNumber: builder.totalRecords, column: nil))
    }
}

extension InputWindow {
    func position(records: Int64) -> InputPosition {
        InputPosition(
            consumedBytes: source.consumedBytes, totalBytes: source.totalBytes, uncompressedBytes: offset,
            records: records)
    }
}
