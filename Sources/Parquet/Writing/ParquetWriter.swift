/// Writes a Parquet file, batch by batch, front to back: the output need not be seekable.
///
/// Data pages are of version 1, which every reader has; version 2 gains nothing here, since readers that skip pages do
/// so by the page index, which is written. Each page has a checksum, each column chunk statistics.
///
///     let writer = try ParquetWriter(columns: columns, options: options) { try file.write($0) }
///     try writer.write(batch)
///     try writer.finish()
public final class ParquetWriter {
    /// Finished pages are collected up to this many bytes, so that all processors compress at once.
    private static let pendingBytes = 16 << 20

    private let columns: [WriterColumn]
    private let options: ParquetWriterOptions
    private let compressor: PageCompressor
    private let output: FileOutput
    private var chunks: [ColumnChunkWriter]
    private var rowsInGroup = 0
    private var rowGroups: [RowGroup] = []
    private var written: [[WrittenChunk]] = []
    public private(set) var rowCount: Int64 = 0

    /// Begins a file.
    ///
    /// - Parameter sink: takes the bytes of the file in their order.
    /// - Throws: `ParquetWriterError` for columns that no file can have, and what `sink` throws.
    public init(
        columns: [WriterColumn], options: ParquetWriterOptions, sink: @escaping ([UInt8]) throws -> Void
    ) throws {
        guard !columns.isEmpty else { throw ParquetWriterError.noColumns }
        try WriterBatchCheck.checkNames(columns.map(\.name))
        self.columns = columns
        self.options = options
        compressor = PageCompressor(compression: options.compression)
        chunks = columns.map { ColumnChunkWriter($0, options) }
        output = FileOutput(sink)
        try output.put(FileOutput.magic)
    }

    /// Writes rows: values for each column, all of as many rows. A row group ends after a batch, never within one.
    ///
    /// - Throws: `ParquetWriterError` if the values do not fit the columns, and what the sink throws.
    public func write(_ batch: [WriterValues]) throws {
        let count = batch.first?.rowCount ?? 0
        try WriterBatchCheck.check(batch, columns, rowCount: count)
        PagePool.append(batch, to: chunks)
        rowsInGroup += count
        rowCount += Int64(count)
        try PagePool.compress(chunks, by: compressor, from: Self.pendingBytes)
        let byteCount = chunks.reduce(0) { $0 + $1.byteCount }
        if rowsInGroup >= options.rowGroupRows || byteCount >= options.rowGroupBytes { try endRowGroup() }
    }

    /// Writes what is left and the footer.
    ///
    /// - Parameter keyValueMetadata: pairs for readers of the footer.
    /// - Throws: `ParquetWriterError`, and what the sink throws.
    public func finish(keyValueMetadata: [KeyValue] = []) throws {
        try endRowGroup()
        let root = SchemaElement(name: "schema", childCount: Int32(clamping: columns.count))
        var footer = FileMetadata(
            schema: [root] + columns.flatMap(\.schema), rowCount: rowCount, rowGroups: rowGroups)
        footer.version = 2
        footer.createdBy = options.createdBy
        footer.columnOrders = columns.map { _ in .typeDefined }
        footer.keyValueMetadata = keyValueMetadata.isEmpty ? nil : keyValueMetadata
        try output.finish(footer, chunks: written)
    }

    private func endRowGroup() throws {
        guard rowsInGroup > 0 else { return }
        guard rowGroups.count < Int(Int16.max) else {
            throw ParquetWriterError.tooManyRowGroups(limit: Int(Int16.max))
        }
        for chunk in chunks { chunk.endPage() }
        try PagePool.compress(chunks, by: compressor)
        let start = output.offset
        let group = try chunks.map { try output.put($0, options, compressor) }
        rowGroups.append(RowGroup(group, rowCount: Int64(rowsInGroup), offset: start, ordinal: rowGroups.count))
        written.append(group)
        chunks = columns.map { ColumnChunkWriter($0, options) }
        rowsInGroup = 0
    }
}
