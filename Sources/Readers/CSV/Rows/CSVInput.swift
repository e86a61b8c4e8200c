/// A CSV file whose dialect is known and whose header has been read.
struct CSVInput {
    let window: InputWindow
    let framing: CSVFraming
    let header: CSVHeader
    /// The cells of the first record, where they are the header.
    let headerCells: [String]?
    /// The evidence for the separator, if it was detected.
    let sniffer: SeparatorSniffer?

    /// Records with this number of cells are completed with empty cells; 0 for no such number.
    let shortRecordCells: Int
    /// The separator of the file.
    let separator: [UInt8]
    let skippedLines: Int

    init(_ input: OpenedInput) throws(ReadError) {
        let options = input.options.csv
        window = input.window
        let layout: CSVLayout
        if let found = input.csv {
            layout = found
        } else {
            layout = try CSVLayout(window, options, name: window.source.name)
        }
        let writing = layout.writing
        let quote = writing.quote.map(CSVOptions.Quote.doubled) ?? .none
        let dialect =
            writing.isPlain
            ? CSVDialect(separator: writing.separator[0], quote: quote)
            : CSVDialect(separator: UInt8(ascii: ","), quote: .doubled(UInt8(ascii: "\"")))
        framing = CSVFraming(dialect, maximumRecordBytes: input.options.maximumRecordBytes)
        framing.expectedCells = layout.columnCount ?? 0
        sniffer = layout.sniffer
        separator = writing.separator
        skippedLines = layout.skippedLines
        (header, headerCells) = try Self.readHeader(options.header, window, framing, layout)
        let found = layout.columnCount ?? 0
        shortRecordCells = found < header.names.count ? found : 0
        framing.expectedCells = header.names.count
        framing.headerCells = headerCells
    }

    /// The same for chunks of the file, which a separate thread reads.
    init(chunksOf file: CSVInput, maximumRecordBytes: Int) {
        window = InputWindow(showing: MemorySource([], name: file.window.source.name))
        window.lineBreak = file.window.lineBreak
        framing = CSVFraming(file.framing.scanner.dialect, maximumRecordBytes: maximumRecordBytes)
        header = file.header
        headerCells = file.headerCells
        sniffer = file.sniffer
        shortRecordCells = file.shortRecordCells
        separator = file.separator
        skippedLines = file.skippedLines
        framing.expectedCells = file.header.names.count
        framing.headerCells = headerCells
    }

    /// Where the records end.
    func boundaries(maximumRecordBytes: Int) -> CSVBoundaries {
        CSVBoundaries(
            framing.scanner.dialect, lineBreak: window.lineBreak, maximumRecordBytes: maximumRecordBytes,
            expectedCells: header.names.count, headerCells: headerCells)
    }

    private static func readHeader(
        _ header: CSVOptions.Header, _ window: InputWindow, _ framing: CSVFraming, _ layout: CSVLayout
    ) throws(ReadError) -> (CSVHeader, cells: [String]?) {
        if case .names(let names) = header { return (CSVHeader(names), nil) }
        switch framing.next(in: window) {
        case .record(_, let end):
            let scanner = framing.scanner
            guard header == .firstRecord else { return (CSVHeader(columnCount: scanner.cells.count), nil) }
            var cells = (0..<scanner.cells.count).map { scanner.string(ofCell: $0, in: window.text) }
            window.advance(end)
            if cells.count == 1, let columns = layout.columnCount,
                let names = CSVHeader.names(in: cells[0], count: columns)
            {
                cells = names
            }
            if let columns = layout.columnCount, cells.count > columns, cells.last?.isEmpty == false,
                cells.count(where: { !$0.isEmpty }) == columns
            {
                // A separator too many in the header alone; with it each name would be one column off.
                cells.removeAll(where: \.isEmpty)
            }
            if let missing = layout.columnCount.map({ $0 - cells.count }), missing > 0, cells.count > 1,
                !layout.surplusIsEmpty
            {
                // One name too few is how R writes a table whose rows have names.
                let unnamed = Array(repeating: "", count: missing)
                cells = missing == 1 ? unnamed + cells : cells + unnamed
            }
            return (CSVHeader(cells), cells)
        case .reject(let frame, _):
            throw .badHeader(file: window.source.name, reason: frame.reason)
        case .end:
            throw .noHeader(file: window.source.name)
        }
    }
}
