/// A horizontal part of the file: one column chunk for each leaf column.
public struct RowGroup: Sendable, Hashable {
    /// In the order of the leaf columns.
    public var columns: [ColumnChunk]
    /// The uncompressed bytes of all its column chunks.
    public var totalByteSize: Int64
    public var rowCount: Int64
    public var sortingColumns: [SortingColumn]?
    /// Where its first page begins in the file.
    public var fileOffset: Int64?
    public var totalCompressedSize: Int64?
    public var ordinal: Int16?

    public init(columns: [ColumnChunk], totalByteSize: Int64, rowCount: Int64) {
        self.columns = columns
        self.totalByteSize = totalByteSize
        self.rowCount = rowCount
    }
}

extension RowGroup: ThriftStructure {
    init(from reader: inout CompactReader) throws(ParquetProblem) {
        var group = RowGroup(columns: [], totalByteSize: 0, rowCount: 0)
        var columns: [ColumnChunk]?
        var totalByteSize: Int64?
        var rowCount: Int64?
        try reader.readFields { (field, reader) throws(ParquetProblem) in
            switch field.id {
            case 1: columns = try reader.structures(field)
            case 2: totalByteSize = try reader.int64(field)
            case 3: rowCount = try reader.int64(field)
            case 4: group.sortingColumns = try reader.structures(field)
            case 5: group.fileOffset = try reader.int64(field)
            case 6: group.totalCompressedSize = try reader.int64(field)
            case 7: group.ordinal = try reader.int16(field)
            default: try reader.skip(field)
            }
        }
        group.columns = try Self.required(columns, "columns")
        group.totalByteSize = try Self.required(totalByteSize, "total_byte_size")
        group.rowCount = try Self.required(rowCount, "num_rows")
        self = group
    }

    func write(to writer: inout CompactWriter) {
        writer.field(1, list: columns)
        writer.field(2, totalByteSize)
        writer.field(3, rowCount)
        writer.field(4, list: sortingColumns)
        writer.field(5, fileOffset)
        writer.field(6, totalCompressedSize)
        writer.field(7, ordinal)
    }
}
