/// Writes row groups of other files with additional columns.
///
/// The column chunks of the other files are copied byte for byte, whatever their types, nesting, encodings and codecs:
/// nothing is decoded, nothing can change. All files must have the same schema.
public final class ParquetExtender {
    /// Bytes are copied in pieces of this size.
    private static let pieceBytes: Int64 = 4 << 20
    /// Metadata by other programs about all columns of their file, which do not hold any more with additional ones.
    private static let descriptionsOfColumns: Set<String> = ["ARROW:schema", "pandas", "huggingface"]

    private let first: ParquetFile
    private let columns: [WriterColumn]
    private let options: ParquetWriterOptions
    private let compressor: PageCompressor
    private let output: FileOutput
    private var rowCount: Int64 = 0
    private var rowGroups: [RowGroup] = []
    private var written: [[WrittenChunk]] = []

    /// Begins a file.
    ///
    /// - Parameters:
    ///   - file: gives the schema.
    ///   - columns: the columns that are added after the file's own ones.
    ///   - sink: takes the bytes of the new file in their order.
    /// - Throws: `ParquetWriterError.columnTwice`, and what `sink` throws.
    public init(
        _ file: ParquetFile, adding columns: [WriterColumn], options: ParquetWriterOptions,
        sink: @escaping ([UInt8]) throws -> Void
    ) throws {
        try WriterBatchCheck.checkNames(file.columnNames + columns.map(\.name))
        first = file
        self.columns = columns
        self.options = options
        compressor = PageCompressor(compression: options.compression)
        output = FileOutput(sink)
        try output.put(FileOutput.magic)
    }

    /// Copies a row group and adds values for each of its rows.
    ///
    /// - Throws: `ParquetWriterError` if the values do not fit, or the file has another schema than the first;
    ///   `ParquetError` if the file cannot be read; what the sink throws.
    public func append(rowGroup: Int, of file: ParquetFile, adding values: [WriterValues]) throws {
        guard file.metadata.schema == first.metadata.schema else { throw ParquetWriterError.schemaDiffers }
        guard rowGroups.count < Int(Int16.max) else {
            throw ParquetWriterError.tooManyRowGroups(limit: Int(Int16.max))
        }
        let group = file.rowGroups[rowGroup]
        try WriterBatchCheck.check(values, columns, rowCount: Int(group.rowCount))
        let start = output.offset
        var chunks = try group.columns.indices.map { try copy(leaf: $0, rowGroup: rowGroup, of: file) }
        let added = columns.map { ColumnChunkWriter($0, options) }
        PagePool.append(values, to: added)
        for chunk in added { chunk.endPage() }
        try PagePool.compress(added, by: compressor)
        for chunk in added { chunks.append(try output.put(chunk, options, compressor)) }
        var extended = RowGroup(chunks, rowCount: group.rowCount, offset: start, ordinal: rowGroups.count)
        extended.sortingColumns = group.sortingColumns
        rowGroups.append(extended)
        written.append(chunks)
        rowCount += group.rowCount
    }

    /// Writes the footer.
    ///
    /// - Throws: what the sink throws.
    public func finish(keyValueMetadata: [KeyValue] = []) throws {
        var schema = first.metadata.schema
        schema[0].childCount = schema[0].childCount.map { $0 + Int32(clamping: columns.count) }
        var footer = FileMetadata(
            schema: schema + columns.flatMap(\.schema), rowCount: rowCount, rowGroups: rowGroups)
        footer.version = max(2, first.metadata.version)
        footer.createdBy = options.createdBy
        footer.columnOrders = first.metadata.columnOrders.map { $0 + columns.map { _ in .typeDefined } }
        let kept = (first.metadata.keyValueMetadata ?? []).filter { !Self.descriptionsOfColumns.contains($0.key) }
        footer.keyValueMetadata = kept + keyValueMetadata
        try output.finish(footer, chunks: written)
    }

    /// Copies a column chunk and adjusts all file offsets in its metadata.
    private func copy(leaf: Int, rowGroup: Int, of file: ParquetFile) throws -> WrittenChunk {
        let place = ParquetPlace(
            file: file.source.name, part: .columnChunk, column: file.schema.leaves[leaf].path, rowGroup: rowGroup)
        do {
            let metadata = try ParquetFile.metadata(
                of: file.rowGroups[rowGroup].columns[leaf], file.schema.leaves[leaf])
            let range = try file.pageRange(metadata)
            let shift = output.offset - range.lowerBound
            var position = range.lowerBound
            while position < range.upperBound {
                let count = min(Self.pieceBytes, range.upperBound - position)
                try output.put(try file.source.bytes(at: position, count: Int(count)))
                position += count
            }
            var chunk = ColumnChunk(metadata: metadata)
            chunk.metadata?.move(by: shift)
            var offsets = try file.offsetIndex(rowGroup: rowGroup, leaf: leaf)
            for page in offsets?.pageLocations.indices ?? 0..<0 { offsets?.pageLocations[page].offset += shift }
            // A column index is useless for a reader that does not know where the pages are.
            let columnIndex = offsets == nil ? nil : try file.columnIndex(rowGroup: rowGroup, leaf: leaf)
            return WrittenChunk(
                chunk: chunk, indexes: ChunkIndexes(offsetIndex: offsets, columnIndex: columnIndex))
        } catch let problem as ParquetProblem {
            throw ParquetError(problem, at: place)
        }
    }
}

extension ColumnMetadata {
    /// Adjusts the offsets of the pages. Bloom filters are stored apart from the pages, and are not copied.
    fileprivate mutating func move(by shift: Int64) {
        dataPageOffset += shift
        if let offset = dictionaryPageOffset, offset > 0 { dictionaryPageOffset = offset + shift }
        if let offset = indexPageOffset, offset > 0 { indexPageOffset = offset + shift }
        bloomFilterOffset = nil
        bloomFilterLength = nil
    }
}

extension ParquetFile {
    /// The names of the columns, nested ones by their outermost name.
    public var columnNames: [String] { schema.fields.map(\.name) }
}
