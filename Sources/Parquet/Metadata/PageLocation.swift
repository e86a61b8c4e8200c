/// Where a data page is.
public struct PageLocation: Sendable, Hashable {
    /// Of its header in the file.
    public var offset: Int64
    /// With its header.
    public var compressedSize: Int32
    /// Of its first row in the row group.
    public var firstRowIndex: Int64

    public init(offset: Int64, compressedSize: Int32, firstRowIndex: Int64) {
        self.offset = offset
        self.compressedSize = compressedSize
        self.firstRowIndex = firstRowIndex
    }
}

extension PageLocation: ThriftStructure {
    init(from reader: inout CompactReader) throws(ParquetProblem) {
        var offset: Int64?
        var compressedSize: Int32?
        var firstRowIndex: Int64?
        try reader.readFields { (field, reader) throws(ParquetProblem) in
            switch field.id {
            case 1: offset = try reader.int64(field)
            case 2: compressedSize = try reader.int32(field)
            case 3: firstRowIndex = try reader.int64(field)
            default: try reader.skip(field)
            }
        }
        self.offset = try Self.required(offset, "offset")
        self.compressedSize = try Self.required(compressedSize, "compressed_page_size")
        self.firstRowIndex = try Self.required(firstRowIndex, "first_row_index")
    }

    func write(to writer: inout CompactWriter) {
        writer.field(1, offset)
        writer.field(2, compressedSize)
        writer.field(3, firstRowIndex)
    }
}
