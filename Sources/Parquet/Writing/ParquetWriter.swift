import Dispatch
import Synchronization

/// Writes a Parquet file, batch by batch, front to back: what it writes to need not be seekable.
///
/// Data pages are of version 1, which every reader has; version 2 gains nothing here, since readers that skip pages do so
/// by the page index, which is written. Each page has a checksum, each column chunk statistics.
///
///     let writer = try ParquetWriter(columns: columns, options: options) { try file.write($0) }
///     try writer.write(batch)
///     try writer.finish()
public final class ParquetWriter {
    /// Pages wait for each other up to this many bytes, so that all processors compress at once.
    private static let pendingBytes = 16 << 20
    private static let magic = Array("PAR1".utf8)

    private let columns: [WriterColumn]
    private let options: ParquetWriterOptions
    private let sink: ([UInt8]) throws -> Void
    private let compressor: PageCompressor
    private var chunks: [ColumnChunkWriter]
    private var rowsInGroup = 0
    private var offset: Int64 = 0
    private var rowGroups: [RowGroup] = []
    private var indexes: [[ChunkIndexes]] = []
    public private(set) var rowCount: Int64 = 0

    /// Begins a file.
    ///
    /// - Parameter sink: takes the bytes of the file in their order.
    /// - Throws: `ParquetWriterError` for columns that no file can have, and what `sink` throws.
    public init(
        columns: [WriterColumn], options: ParquetWriterOptions, sink: @escaping ([UInt8]) throws -> Void
    ) throws {
        guard !columns.isEmpty else { throw ParquetWriterError.noColumns }
        var names = Set<String>()
        for column in columns where !names.insert(column.name).inserted {
            throw ParquetWriterError.columnTwice(name: column.name)
        }
        self.columns = columns
        self.options = options
        self.sink = sink
        compressor = PageCompressor(compression: options.compression)
        chunks = columns.map { ColumnChunkWriter($0, options) }
        try put(Self.magic)
    }

    /// Writes rows: one batch for each column, all with as many rows.
    ///
    /// - Throws: `ParquetWriterError` where the batches do not fit the columns, and what the sink throws.
    public func write(_ batch: [WriterValues]) throws {
        try check(batch)
        let chunks = UncheckedTransfer(chunks)
        // A task touches its own column only.
        DispatchQueue.concurrentPerform(iterations: batch.count) { chunks.value[$0].append(batch[$0]) }
        let count = batch.first?.rowCount ?? 0
        rowsInGroup += count
        rowCount += Int64(count)
        try compressPages(from: Self.pendingBytes)
        if rowsInGroup >= options.rowGroupRows || self.chunks.reduce(0, { $0 + $1.byteCount }) >= options.rowGroupBytes {
            try endRowGroup()
        }
    }

    /// Writes what is left and the footer.
    ///
    /// - Parameter keyValueMetadata: pairs for whoever reads the footer.
    /// - Throws: `ParquetWriterError`, and what the sink throws.
    public func finish(keyValueMetadata: KeyValuePairs<String, String> = [:]) throws {
        try finish(keyValueMetadata: keyValueMetadata.map { (key: $0.key, value: $0.value) })
    }

    /// Writes what is left and the footer.
    public func finish(keyValueMetadata: [(key: String, value: String)]) throws {
        try endRowGroup()
        try writeIndexes()
        var metadata = FileMetadata(schema: schema, rowCount: rowCount, rowGroups: rowGroups)
        metadata.version = 2
        metadata.createdBy = options.createdBy
        metadata.columnOrders = columns.map { _ in .typeDefined }
        if !keyValueMetadata.isEmpty {
            metadata.keyValueMetadata = keyValueMetadata.map { KeyValue(key: $0.key, value: $0.value) }
        }
        let footer = metadata.serialized()
        try put(footer + withUnsafeBytes(of: UInt32(clamping: footer.count).littleEndian) { Array($0) } + Self.magic)
    }

    private var schema: [SchemaElement] {
        [SchemaElement(name: "schema", childCount: Int32(clamping: columns.count))] + columns.flatMap(\.schema)
    }

    private func check(_ batch: [WriterValues]) throws {
        guard batch.count == columns.count else {
            throw ParquetWriterError.columnCount(expected: columns.count, found: batch.count)
        }
        for (column, values) in zip(columns, batch) {
            guard values.kind == column.kind else { throw ParquetWriterError.wrongKind(column: column.name) }
            guard values.rowCount == batch[0].rowCount else {
                throw ParquetWriterError.rowCount(
                    column: column.name, expected: batch[0].rowCount, found: values.rowCount)
            }
            guard values.isWhole else { throw ParquetWriterError.listLengths(column: column.name) }
        }
    }

    // MARK: Row groups

    private func endRowGroup() throws {
        guard rowsInGroup > 0 else { return }
        guard rowGroups.count < Int(Int16.max) else {
            throw ParquetWriterError.tooManyRowGroups(limit: Int(Int16.max))
        }
        for chunk in chunks { chunk.endPage() }
        try compressPages(from: 0)
        var group = RowGroup(columns: [], totalByteSize: 0, rowCount: Int64(rowsInGroup))
        group.fileOffset = offset
        group.ordinal = Int16(rowGroups.count)
        var groupIndexes: [ChunkIndexes] = []
        for chunk in chunks {
            let (metadata, indexes) = try write(chunk)
            group.totalByteSize += metadata.totalUncompressedSize
            group.columns.append(ColumnChunk(metadata: metadata))
            groupIndexes.append(indexes)
        }
        group.totalCompressedSize = group.columns.reduce(0) { $0 + ($1.metadata?.totalCompressedSize ?? 0) }
        rowGroups.append(group)
        indexes.append(groupIndexes)
        chunks = columns.map { ColumnChunkWriter($0, options) }
        rowsInGroup = 0
    }

    private func write(_ chunk: ColumnChunkWriter) throws -> (ColumnMetadata, ChunkIndexes) {
        let start = offset
        var summary = ChunkSummary(chunk.column, boundLimit: options.boundBytes)
        if var page = chunk.dictionaryPage {
            try page.compress(by: compressor)
            try put(page, .dictionaryPage, of: chunk.column, in: &summary)
            summary.dictionaryOffset = start
        }
        summary.dataOffset = offset
        for page in chunk.pages { try put(page, .dataPage, of: chunk.column, in: &summary) }
        return (summary.metadata(codec: options.compression.codec), summary.indexes)
    }

    private func put(
        _ page: WrittenPage, _ type: PageType, of column: WriterColumn, in summary: inout ChunkSummary
    ) throws {
        guard page.uncompressedSize <= Int(Int32.max), page.bytes.count <= Int(Int32.max) else {
            throw ParquetWriterError.valueTooLong(column: column.name, bytes: page.uncompressedSize)
        }
        let header = page.header(type)
        summary.add(page, type, headerBytes: header.count, offset: offset)
        try put(header)
        try put(page.bytes)
    }

    private func writeIndexes() throws {
        for group in rowGroups.indices {
            for column in columns.indices {
                guard let index = indexes[group][column].columnIndex?.serialized() else { continue }
                rowGroups[group].columns[column].columnIndexOffset = offset
                rowGroups[group].columns[column].columnIndexLength = Int32(clamping: index.count)
                try put(index)
            }
        }
        for group in rowGroups.indices {
            for column in columns.indices {
                let index = indexes[group][column].offsetIndex.serialized()
                rowGroups[group].columns[column].offsetIndexOffset = offset
                rowGroups[group].columns[column].offsetIndexLength = Int32(clamping: index.count)
                try put(index)
            }
        }
    }

    private func put(_ bytes: [UInt8]) throws {
        try sink(bytes)
        offset += Int64(bytes.count)
    }

    // MARK: Compression

    /// Compresses the finished pages of all columns, once they have this many bytes.
    private func compressPages(from threshold: Int) throws {
        var places: [(chunk: Int, page: Int)] = []
        var byteCount = 0
        for (chunk, writer) in chunks.enumerated() {
            for (page, content) in writer.pages.enumerated().reversed() {
                if content.isCompressed { break }
                places.append((chunk, page))
                byteCount += content.bytes.count
            }
        }
        guard byteCount >= threshold, !places.isEmpty else { return }
        // The largest first, so that no processor is left with one at the end.
        places.sort { chunks[$0.chunk].pages[$0.page].bytes.count > chunks[$1.chunk].pages[$1.page].bytes.count }
        var pages = places.map { chunks[$0.chunk].pages[$0.page] }
        let failure = Mutex<(any Error)?>(nil)
        let compressor = compressor
        pages.withUnsafeMutableBufferPointer { pages in
            let pages = UncheckedTransfer(pages)
            DispatchQueue.concurrentPerform(iterations: pages.value.count) { index in
                do { try pages.value[index].compress(by: compressor) } catch { failure.withLock { $0 = error } }
            }
        }
        if let error = failure.withLock({ $0 }) { throw error }
        for (place, page) in zip(places, pages) { chunks[place.chunk].pages[place.page] = page }
    }
}

/// Takes a value into tasks that never touch the same part of it.
private struct UncheckedTransfer<Value>: @unchecked Sendable {
    let value: Value
    init(_ value: Value) { self.value = value }
}
