/// A source with its compression undone, its byte order mark skipped and its format known.
struct OpenedInput {
    let window: InputWindow
    let compression: Compression
    let format: FileFormat
    let hasByteOrderMark: Bool
    var options: ReaderOptions

    init(_ source: any ByteSource, options: ReaderOptions) throws {
        let (plain, compression) = try Compression.unwrap(source)
        window = InputWindow(plain, chunkBytes: options.chunkBytes)
        self.compression = compression
        self.options = options
        self.options.maximumRecordBytes = min(max(options.maximumRecordBytes, 1), ReaderOptions.longestRecordBytes)
        _ = window.fill(atLeast: 16)
        let prefix = Array(UnsafeBufferPointer(start: window.text, count: min(window.count, 16)))
        if options.format == nil, let format = ForeignFormat.recognise(prefix) {
            throw ReadError.unsupportedFormat(file: source.name, format: format)
        }
        if let encoding = ForeignFormat.recogniseEncoding(prefix) {
            throw ReadError.unsupportedEncoding(file: source.name, encoding: encoding)
        }
        hasByteOrderMark = prefix.starts(with: ForeignFormat.byteOrderMark)
        if hasByteOrderMark { window.advance(ForeignFormat.byteOrderMark.count) }
        format = options.format ?? FormatDetection.detect(window, name: source.name)
    }
}
