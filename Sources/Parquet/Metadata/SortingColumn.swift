/// A column by which the rows of a row group are sorted.
public struct SortingColumn: Sendable, Hashable {
    /// The number of the leaf column.
    public var columnIndex: Int32
    public var isDescending: Bool
    public var nullsFirst: Bool

    public init(columnIndex: Int32, isDescending: Bool, nullsFirst: Bool) {
        self.columnIndex = columnIndex
        self.isDescending = isDescending
        self.nullsFirst = nullsFirst
    }
}

extension SortingColumn: ThriftStructure {
    init(from reader: inout CompactReader) throws(ParquetProblem) {
        var columnIndex: Int32?
        var isDescending: Bool?
        var nullsFirst: Bool?
        try reader.readFields { (field, reader) throws(ParquetProblem) in
            switch field.id {
            case 1: columnIndex = try reader.int32(field)
            case 2: isDescending = try reader.bool(field)
            case 3: nullsFirst = try reader.bool(field)
            default: try reader.skip(field)
            }
        }
        self.columnIndex = try Self.required(columnIndex, "column_idx")
        self.isDescending = try Self.required(isDescending, "descending")
        self.nullsFirst = try Self.required(nullsFirst, "nulls_first")
    }

    func write(to writer: inout CompactWriter) {
        writer.field(1, columnIndex)
        writer.field(2, isDescending)
        writer.field(3, nullsFirst)
    }
}
