import Parquet

/// A source with its compression undone, its byte order mark skipped and its format known.
struct OpenedInput {
    let window: InputWindow
    let compression: Compression
    let format: FileFormat
    let hasByteOrderMark: Bool
    var options: ReaderOptions
    /// The file, where it is Parquet.
    let parquet: ParquetFile?

    init(_ source: any ByteSource, options: ReaderOptions) throws {
        let (plain, compression) = try Compression.unwrap(source)
        window = InputWindow(plain, chunkBytes: options.chunkBytes)
        self.compression = compression
        self.options = options
        self.options.maximumRecordBytes = min(max(options.maximumRecordBytes, 1), ReaderOptions.longestRecordBytes)
        _ = window.fill(atLeast: 16)
        let prefix = Array(UnsafeBufferPointer(start: window.text, count: min(window.count, 16)))
        if FormatDetection.isParquet(prefix) || options.format == .parquet {
            parquet = try Self.openParquet(plain, named: source.name)
            format = .parquet
            hasByteOrderMark = false
            return
        }
        parquet = nil
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

    private static func openParquet(_ source: any ByteSource, named name: String) throws -> ParquetFile {
        guard let bytes = try source.randomAccess() else { throw ReadError.needsFile(name) }
        do { return try ParquetFile(bytes) } catch let error as ParquetError { throw ReadError.parquet(error) }
    }
}
