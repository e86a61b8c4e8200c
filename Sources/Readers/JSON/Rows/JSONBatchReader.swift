/// Makes batches of the records of a JSON file.
final class JSONBatchReader: ChunkReader {
    let columnNames: [String]? = nil
    private let window: InputWindow
    private let options: ReaderOptions
    private let projection: TapeProjection
    private let framing: any JSONFraming
    private let parser = JSONParser()
    private let builder: BatchBuilder
    private let steps: [FieldPath.Step]
    /// For files of lines.
    private let flat: FlatRecordReader?
    private var isFinished = false
    /// Lines without a record in the chunks before this one.
    private var blankLinesBefore: Int64 = 0

    private static let longRecordBytes = 1 << 16

    init(_ input: OpenedInput, projection: Projection) throws(ReadError) {
        window = input.window
        options = input.options
        self.projection = try TapeProjection(projection)
        steps = self.projection.expansionSteps
        builder = BatchBuilder(columnCount: projection.fields.count, options: options)
        framing = Self.framing(of: input)
        flat = framing is LineFraming && options.readsFlatRecords ? FlatRecordReader(projection) : nil
    }

    /// A reader of chunks of lines that were cut from the file called `name`.
    init(linesOf name: String, totalBytes: Int64?, options: ReaderOptions, projection: Projection) throws(ReadError) {
        window = InputWindow(showing: MemorySource([], name: name))
        self.options = options
        self.projection = try TapeProjection(projection)
        steps = self.projection.expansionSteps
        builder = BatchBuilder(columnCount: projection.fields.count, options: options)
        framing = LineFraming(maximumRecordBytes: options.maximumRecordBytes)
        flat = options.readsFlatRecords ? FlatRecordReader(projection) : nil
    }

    func begin(_ chunk: LineChunk) {
        window.show(chunk.bytes, at: chunk.offset)
        builder.restart(sharing: chunk.bytes)
        isFinished = false
        blankLinesBefore = framing.blankLines
    }

    var linesRead: Int64 { builder.totalRecords + framing.blankLines - blankLinesBefore }

    /// - Parameter readsRest: false to examine only the beginning; reading then ends at the first error.
    static func framing(of input: OpenedInput, readsRest: Bool = true) -> any JSONFraming {
        let container: SequenceFraming.Container
        switch input.format {
        case .jsonArray: container = .array
        case .jsonObject: container = .object
        case .jsonRecord: container = .none
        case .jsonSequence: container = .sequence
        default: return LineFraming(maximumRecordBytes: input.options.maximumRecordBytes)
        }
        return SequenceFraming(
            container, maximumRecordBytes: input.options.maximumRecordBytes, readsRest: readsRest)
    }

    func nextBatch() throws -> RowBatch? {
        let end = window.offset + Int64(options.batchBytes)
        while !isFinished && hasRoom(before: end) {
            if let flat, appendFlatRecords(flat, before: end) { continue }
            switch framing.next(in: window, parser) {
            case .end: isFinished = true
            case .record(let length):
                flat?.learn(parser.tape, in: window.text, count: length)
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

    /// Whether the batch takes another record of the input before `end`.
    @inline(__always)
    private func hasRoom(before end: Int64) -> Bool {
        builder.rowCount < options.batchRows && window.offset < end && builder.rejects.count < options.batchRows
    }

    /// Appends the records of the next lines, as long as each has the form of the previous one. True if the batch is
    /// full, false if the next record is left to the parser.
    private func appendFlatRecords(_ flat: FlatRecordReader, before end: Int64) -> Bool {
        while builder.rowCount < options.batchRows, window.offset < end {
            guard flat.isExpecting, window.count > 0 else { return false }
            let length = flat.append(window.text, count: window.count, to: builder.columns)
            // A record at the end of the buffered bytes may continue after them.
            let isWhole = length < window.count || (window.isAtEnd && !window.endsInFailure)
            // All short records of a batch together cannot fill a column.
            let hasFit = length < Self.longRecordBytes || !builder.isFull
            guard length >= 0, isWhole, length <= options.maximumRecordBytes, hasFit else {
                builder.rollBack(toRow: builder.rowCount)
                return false
            }
            builder.beginRecord()
            builder.endRow()
            window.advance(min(length &+ 1, window.count))
        }
        return true
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
        projection.noteUnknownFields(of: parser.tape, in: window.text, to: builder)
        if builder.isFull { problem = .rowsTooLarge(limit: ColumnBuilder.maximumBytes) }
        if let problem {
            builder.rollBack(toRow: firstRow)
            reject(RejectedFrame(window, count: length, problem))
        } else {
            builder.endRecord(firstRow: firstRow)
            if parser.nonFiniteNumbers > 0 || parser.brokenStrings > 0 { countAmendments() }
        }
    }

    private func countAmendments() {
        builder.amend(.nonFiniteNumber, count: parser.nonFiniteNumbers)
        builder.amend(.halfSurrogatePair, count: parser.brokenStrings)
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
