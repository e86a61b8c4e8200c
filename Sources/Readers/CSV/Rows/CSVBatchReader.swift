/// Makes batches of the records of a CSV file.
final class CSVBatchReader: ChunkReader {
    private let input: CSVInput
    private let options: ReaderOptions
    private let projection: CSVProjection
    private let builder: BatchBuilder
    private let parser = JSONParser()
    private var isFinished = false
    /// Repairs of the batches before this one.
    private var countedRepairs = 0
    private var countedSeparations = 0

    var columnNames: [String]? { input.header.names }

    convenience init(_ opened: OpenedInput, projection: Projection) throws(ReadError) {
        try self.init(CSVInput(opened), options: opened.options, projection: projection)
    }

    /// A reader of chunks that others cut out of `file`.
    convenience init(chunksOf file: CSVInput, options: ReaderOptions, projection: Projection) throws(ReadError) {
        let input = CSVInput(chunksOf: file, maximumRecordBytes: options.maximumRecordBytes)
        try self.init(input, options: options, projection: projection)
    }

    private init(_ input: CSVInput, options: ReaderOptions, projection: Projection) throws(ReadError) {
        self.input = input
        self.options = options
        self.projection = try CSVProjection(projection, header: input.header, file: input.window.source.name)
        builder = BatchBuilder(columnCount: projection.fields.count, options: options)
    }

    func begin(_ chunk: LineChunk) {
        input.window.show(chunk.bytes, at: chunk.offset)
        input.framing.endOfLines = chunk.offset + Int64(chunk.linesAhead)
        input.framing.frameEnds = chunk.frameEnds.map { chunk.offset + Int64($0) }[...]
        builder.restart(sharing: chunk.bytes)
        isFinished = false
    }

    var linesRead: Int64 { input.window.line(at: 0) - 1 }

    func nextBatch() throws -> RowBatch? {
        let window = input.window
        let start = window.offset
        while !isFinished && builder.rowCount < options.batchRows && window.offset - start < options.batchBytes
            && builder.rejects.count < options.batchRows
        {
            switch input.framing.next(in: window) {
            case .end: isFinished = true
            case .record(let count, let end):
                builder.beginRecord()
                appendRecord(count: count)
                window.advance(end)
            case .reject(let frame, let cell):
                builder.beginRecord()
                reject(frame, cell: cell)
            }
        }
        if builder.recordsRead == 0 {
            if let failure = window.failure { throw failure }
            return nil
        }
        builder.amend(.strayQuote, count: input.framing.repairs - countedRepairs)
        countedRepairs = input.framing.repairs
        builder.amend(.missingSeparator, count: input.framing.separations - countedSeparations)
        countedSeparations = input.framing.separations
        return builder.finish(position: window.position(records: builder.totalRecords))
    }

    private func appendRecord(count: Int) {
        let window = input.window
        let found = input.framing.scanner.cells.count
        let expected = input.header.names.count
        guard found == expected || fits(found, expected) else {
            let reason = RejectReason.cellCount(expected: expected, found: found)
            return reject(RejectedFrame(window, count: count, reason), cell: nil)
        }
        let firstRow = builder.rowCount
        if found >= expected { appendCells() } else { appendPresentCells(found) }
        var problem: RejectReason?
        if let expanded = projection.expandedCell {
            problem = appendRows(of: expanded.cell, steps: expanded.steps)
        } else if projection.unpivoted.isEmpty {
            if case .record = projection.rows.expansion {
                let index = builder.totalRecords - 1
                projection.rows.appendPlace(key: nil, in: window.text, index: index, depth: 0, to: builder)
                builder.endRow()
            }
        } else {
            appendUnpivoted()
        }
        if builder.isFull { problem = .rowsTooLarge(limit: ColumnBuilder.maximumBytes) }
        if let problem {
            builder.rollBack(toRow: firstRow)
            reject(RejectedFrame(window, count: count, problem), cell: projection.expandedCell?.cell)
        } else {
            builder.endRecord(firstRow: firstRow)
        }
    }

    /// Whether a record is read although it has more or fewer cells than columns; counts it then.
    private func fits(_ found: Int, _ expected: Int) -> Bool {
        let scanner = input.framing.scanner
        let keepsAll = options.csv.ragged == .keep
        if found < expected {
            guard keepsAll || found == input.shortRecordCells, projection.unpivoted.isEmpty,
                projection.expandedCell.map({ $0.cell < found }) ?? true
            else { return false }
            builder.amend(.missingCells)
        } else if (expected..<found).allSatisfy({ scanner.cells[$0].length == 0 }) {
            builder.amend(.surplusEmptyCells)
        } else if keepsAll {
            let cells = (expected..<found).map { scanner.string(ofCell: $0, in: input.window.text) }
            builder.addSurplus(cells)
            builder.amend(.surplusCells)
        } else {
            return false
        }
        return true
    }

    private func appendPresentCells(_ count: Int) {
        let scanner = input.framing.scanner
        for target in projection.cellColumns where target.cell < count {
            Self.append(
                scanner.cells[target.cell], of: input.window.text, quote: scanner.dialect.quote,
                to: &builder.columns[target.column])
        }
    }

    @inline(__always)
    private func appendCells() {
        let scanner = input.framing.scanner
        let cells = scanner.cells
        let text = input.window.text
        let columns = builder.columns
        for target in projection.cellColumns {
            Self.append(cells[target.cell], of: text, quote: scanner.dialect.quote, to: &columns[target.column])
        }
    }

    @inline(__always)
    private static func append(
        _ cell: CSVCell, of record: UnsafePointer<UInt8>, quote: UInt8?, to column: inout ColumnBuilder
    ) {
        let text = record + Int(cell.start)
        if cell.hasDoubledQuotes, let quote {
            column.appendUndoubling(text, count: Int(cell.length), quote: quote)
        } else {
            column.append(text, count: Int(cell.length), kind: .string)
        }
    }

    private func appendUnpivoted() {
        let firstRow = builder.rowCount
        for (position, field) in projection.unpivoted.enumerated() {
            if builder.rowCount > firstRow {
                for target in projection.cellColumns { builder.columns[target.column].repeatPreviousRow() }
            }
            let scanner = input.framing.scanner
            for column in projection.valueColumns {
                Self.append(
                    scanner.cells[field.cell], of: input.window.text, quote: scanner.dialect.quote,
                    to: &builder.columns[column])
            }
            projection.rows.appendKey(field.name, to: builder)
            projection.rows.appendPlace(
                key: nil, in: input.window.text, index: Int64(position), depth: 0, to: builder)
            builder.endRow()
        }
    }

    /// Makes rows from the JSON in a cell. An empty cell gives none.
    private func appendRows(of cell: Int, steps: [FieldPath.Step]) -> RejectReason? {
        let bytes = input.framing.scanner.bytes(ofCell: cell, in: input.window.text)
        return bytes.withUnsafeBufferPointer { buffer -> RejectReason? in
            guard let text = buffer.baseAddress, buffer.count > 0 else { return nil }
            if case .failed(let problem, let position) = parser.parseWhole(text, count: buffer.count) {
                return .cellIsNotJSON(problem, offset: position)
            }
            let record = TapeProjection.Record(tape: parser.tape, text: text, steps: steps)
            return projection.rows.appendRows(of: record, to: builder)
        }
    }

    private func reject(_ frame: RejectedFrame, cell: Int?) {
        let names = input.header.names
        let column = cell.flatMap { $0 < names.count ? names[$0] : nil }
        builder.reject(frame.reject(recordNumber: builder.totalRecords, column: column))
    }
}
