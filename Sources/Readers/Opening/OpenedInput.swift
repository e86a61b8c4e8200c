/// A source with its compression undone, its byte order mark skipped and its format known.
struct OpenedInput {
    let window: InputWindow
    let compression: Compression
    let format: FileFormat
    let hasByteOrderMark: Bool
    /// The encoding of the file; readers get UTF-8.
    let encoding: TextEncoding
    /// Whether the text was made from a table that is not a list of records.
    let isTable: Bool
    /// The normalizer of CSV that is not as in RFC 4180, if one is used.
    let normalizer: CSVNormalizer?
    var options: ReaderOptions
    /// The file, if it holds columns instead of text.
    let columnar: (any ColumnarFile)?
    /// How the file is written, if it is CSV; the window has it in the form of RFC 4180.
    private(set) var csv: CSVLayout?

    init(_ source: any ByteSource, options: ReaderOptions) throws {
        let (plain, compression) = try Compression.unwrap(source, maximumRatio: options.maximumRatio)
        var window = InputWindow(plain, chunkBytes: options.chunkBytes)
        self.compression = compression
        self.options = options
        self.options.maximumRecordBytes = min(max(options.maximumRecordBytes, 1), ReaderOptions.longestRecordBytes)
        _ = window.fill(atLeast: 16)
        let prefix = Array(UnsafeBufferPointer(start: window.text, count: min(window.count, 16)))
        if let columnar = ColumnarFormats.recognise(prefix) ?? ColumnarFormats.named(options.format) {
            self.columnar = try columnar.open(plain, window, name: source.name)
            format = columnar.format
            hasByteOrderMark = false
            encoding = .utf8
            isTable = false
            normalizer = nil
            self.window = window
            return
        }
        columnar = nil
        if options.format == nil, let format = ForeignFormat.recognise(prefix) {
            throw ReadError.unsupportedFormat(file: source.name, format: format)
        }
        let mark = TextEncoding.ofByteOrderMark(prefix)
        hasByteOrderMark = mark != nil
        if let mark { window.advance(mark.length) }
        encoding = try mark?.encoding ?? options.encoding ?? Self.checkEncoding(window, prefix, name: source.name)
        if encoding != .utf8 {
            window = InputWindow(
                TranscodedSource(WindowSource(window), from: encoding), chunkBytes: options.chunkBytes)
            self.options.knowsOffsets = false
        }
        let found = options.format ?? FormatDetection.detect(window, name: source.name)
        if options.format == nil, options.findsTables, let shape = JSONLayout.table(in: window, found) {
            let source = ReshapedSource(window, shape, maximumRecordBytes: self.options.maximumRecordBytes)
            self.window = InputWindow(source, chunkBytes: options.chunkBytes)
            self.options.knowsOffsets = false
            self.options.knowsLines = false
            format = .jsonLines
            isTable = true
            normalizer = nil
            return
        }
        format = found
        isTable = false
        guard format == .csv else {
            normalizer = nil
            self.window = window
            return
        }
        let csv = try CSVLayout(window, options.csv, name: source.name)
        self.csv = csv
        if window.usesCarriageReturns() { window.lineBreak = 0x0D }
        window.advance(csv.skippedBytes)
        if csv.writing.isPlain {
            normalizer = nil
            self.window = window
        } else {
            let normalizer = CSVNormalizer(
                window, csv.writing, maximumRecordBytes: self.options.maximumRecordBytes,
                expectedCells: csv.columnCount)
            self.normalizer = normalizer
            self.window = InputWindow(normalizer, chunkBytes: options.chunkBytes)
            self.options.knowsOffsets = false
        }
    }

    /// The text of a source in UTF-8 from its first byte on, with the byte order mark where the source is UTF-8.
    ///
    /// - Parameter encoding: as an opened input has found it.
    /// - Throws: `ReadError`.
    static func text(
        of source: any ByteSource, encoding: TextEncoding, options: ReaderOptions
    ) throws -> any ByteSource {
        let (plain, _) = try Compression.unwrap(source, maximumRatio: options.maximumRatio)
        guard encoding != .utf8 else { return plain }
        let window = InputWindow(plain, chunkBytes: options.chunkBytes)
        _ = window.fill(atLeast: 16)
        let prefix = Array(UnsafeBufferPointer(start: window.text, count: min(window.count, 16)))
        if let mark = TextEncoding.ofByteOrderMark(prefix) { window.advance(mark.length) }
        return TranscodedSource(WindowSource(window), from: encoding)
    }

    /// UTF-8, unless the first bytes are visibly of another encoding.
    private static func checkEncoding(
        _ window: InputWindow, _ prefix: [UInt8], name: String
    ) throws(ReadError) -> TextEncoding {
        if let encoding = ForeignFormat.recogniseEncoding(prefix) {
            throw .unsupportedEncoding(file: name, encoding: encoding)
        }
        _ = window.fill(atLeast: sampleBytes)
        let sample = Array(UnsafeBufferPointer(start: window.text, count: min(window.count, sampleBytes)))
        if let wide = TextEncoding.ofWideText(sample) {
            throw .unsupportedEncoding(file: name, encoding: wide.rawValue.uppercased())
        }
        return .utf8
    }

    /// Enough to recognise an encoding by its zero bytes.
    private static let sampleBytes = 1 << 10

    /// How to read the rows of a columnar file.
    ///
    /// - Throws: `ReadError`.
    func columnarRows(_ projection: Projection) throws -> ColumnarRows {
        guard let columnar else { throw ReadError.needsFile(window.source.name) }
        return try columnar.rows(projection, options)
    }
}
