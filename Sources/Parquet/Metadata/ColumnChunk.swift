/// The values of a leaf column in a row group, as the footer describes them.
public struct ColumnChunk: Sendable, Hashable {
    /// Set where the pages are in another file.
    public var filePath: String?
    /// Deprecated; writers set 0.
    public var fileOffset: Int64 = 0
    public var metadata: ColumnMetadata?
    public var offsetIndexOffset: Int64?
    public var offsetIndexLength: Int32?
    public var columnIndexOffset: Int64?
    public var columnIndexLength: Int32?
    /// Whether the column is encrypted.
    public var isEncrypted = false

    public init(metadata: ColumnMetadata?) { self.metadata = metadata }
}

extension ColumnChunk: ThriftStructure {
    init(from reader: inout CompactReader) throws(ParquetProblem) {
        var chunk = ColumnChunk(metadata: nil)
        try reader.readFields { (field, reader) throws(ParquetProblem) in
            switch field.id {
            case 1: chunk.filePath = try reader.string(field)
            case 2: chunk.fileOffset = try reader.int64(field)
            case 3: chunk.metadata = try reader.structure(field)
            case 4: chunk.offsetIndexOffset = try reader.int64(field)
            case 5: chunk.offsetIndexLength = try reader.int32(field)
            case 6: chunk.columnIndexOffset = try reader.int64(field)
            case 7: chunk.columnIndexLength = try reader.int32(field)
            case 8, 9:
                chunk.isEncrypted = true
                try reader.skip(field)
            default: try reader.skip(field)
            }
        }
        self = chunk
    }

    /// Encryption is not written.
    func write(to writer: inout CompactWriter) {
        writer.field(1, filePath)
        writer.field(2, fileOffset)
        writer.field(3, metadata)
        writer.field(4, offsetIndexOffset)
        writer.field(5, offsetIndexLength)
        writer.field(6, columnIndexOffset)
        writer.field(7, columnIndexLength)
    }
}
