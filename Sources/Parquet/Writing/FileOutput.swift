/// A file that is written front to back, and the offset of its next byte.
final class FileOutput {
    static let magic = Array("PAR1".utf8)

    private let sink: ([UInt8]) throws -> Void
    private(set) var offset: Int64 = 0

    init(_ sink: @escaping ([UInt8]) throws -> Void) { self.sink = sink }

    /// - Throws: what the sink throws.
    func put(_ bytes: [UInt8]) throws {
        try sink(bytes)
        offset += Int64(bytes.count)
    }

    /// Writes the pages of a column chunk, which are compressed.
    ///
    /// - Throws: `ParquetWriterError`, and what the sink throws.
    func put(
        _ chunk: ColumnChunkWriter, _ options: ParquetWriterOptions, _ compressor: PageCompressor
    ) throws -> WrittenChunk {
        let start = offset
        var summary = ChunkSummary(chunk.column, boundLimit: options.boundBytes)
        if var page = chunk.dictionaryPage {
            try page.compress(by: compressor)
            try put(page, .dictionaryPage, of: chunk.column, in: &summary)
            summary.dictionaryOffset = start
        }
        summary.dataOffset = offset
        for page in chunk.pages { try put(page, .dataPage, of: chunk.column, in: &summary) }
        return WrittenChunk(
            chunk: ColumnChunk(metadata: summary.metadata(codec: options.compression.codec)),
            indexes: summary.indexes)
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

    /// Writes the page index of all row groups, the footer and the closing magic.
    ///
    /// - Throws: what the sink throws.
    func finish(_ footer: FileMetadata, chunks: [[WrittenChunk]]) throws {
        var footer = footer
        for group in chunks.indices {
            for (column, written) in chunks[group].enumerated() {
                guard let index = written.indexes.columnIndex?.serialized() else { continue }
                footer.rowGroups[group].columns[column].columnIndexOffset = offset
                footer.rowGroups[group].columns[column].columnIndexLength = Int32(clamping: index.count)
                try put(index)
            }
        }
        for group in chunks.indices {
            for (column, written) in chunks[group].enumerated() {
                guard let index = written.indexes.offsetIndex?.serialized() else { continue }
                footer.rowGroups[group].columns[column].offsetIndexOffset = offset
                footer.rowGroups[group].columns[column].offsetIndexLength = Int32(clamping: index.count)
                try put(index)
            }
        }
        let bytes = footer.serialized()
        try put(bytes + withUnsafeBytes(of: UInt32(clamping: bytes.count).littleEndian) { Array($0) } + Self.magic)
    }
}

/// A column chunk that is in the file.
struct WrittenChunk {
    var chunk: ColumnChunk
    var indexes: ChunkIndexes
}

extension RowGroup {
    /// The row group of chunks that were written one after another from `offset` on.
    init(_ chunks: [WrittenChunk], rowCount: Int64, offset: Int64, ordinal: Int) {
        let metadata = chunks.compactMap(\.chunk.metadata)
        self.init(
            columns: chunks.map(\.chunk), totalByteSize: metadata.reduce(0) { $0 + $1.totalUncompressedSize },
            rowCount: rowCount)
        totalCompressedSize = metadata.reduce(0) { $0 + $1.totalCompressedSize }
        fileOffset = offset
        self.ordinal = Int16(exactly: ordinal)
    }
}
