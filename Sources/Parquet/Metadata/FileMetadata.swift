/// The footer of a file.
public struct FileMetadata: Sendable, Hashable {
    public var version: Int32 = 1
    /// The schema tree, depth first; the first is the root.
    public var schema: [SchemaElement]
    public var rowCount: Int64
    public var rowGroups: [RowGroup]
    public var keyValueMetadata: [KeyValue]?
    /// The writer, as `<application> version <version> (build <hash>)`.
    public var createdBy: String?
    /// How the values of each leaf column are ordered in statistics.
    public var columnOrders: [ColumnOrder]?
    /// Whether columns are encrypted under a footer that is not.
    public var hasEncryption = false

    public init(schema: [SchemaElement], rowCount: Int64, rowGroups: [RowGroup]) {
        self.schema = schema
        self.rowCount = rowCount
        self.rowGroups = rowGroups
    }
}

extension FileMetadata: ThriftStructure {
    static var thriftName: String { "FileMetaData" }

    init(from reader: inout CompactReader) throws(ParquetProblem) {
        var schema: [SchemaElement]?
        var rowCount: Int64?
        var rowGroups: [RowGroup]?
        var version: Int32?
        self.init(schema: [], rowCount: 0, rowGroups: [])
        var keyValueMetadata: [KeyValue]?
        var createdBy: String?
        var columnOrders: [ColumnOrder]?
        var hasEncryption = false
        try reader.readFields { (field, reader) throws(ParquetProblem) in
            switch field.id {
            case 1: version = try reader.int32(field)
            case 2: schema = try reader.structures(field)
            case 3: rowCount = try reader.int64(field)
            case 4: rowGroups = try reader.structures(field)
            case 5: keyValueMetadata = try reader.structures(field)
            case 6: createdBy = try reader.string(field)
            case 7: columnOrders = try reader.structures(field)
            case 8:
                hasEncryption = true
                try reader.skip(field)
            default: try reader.skip(field)
            }
        }
        self.version = try Self.required(version, "version")
        self.schema = try Self.required(schema, "schema")
        self.rowCount = try Self.required(rowCount, "num_rows")
        self.rowGroups = try Self.required(rowGroups, "row_groups")
        self.keyValueMetadata = keyValueMetadata
        self.createdBy = createdBy
        self.columnOrders = columnOrders
        self.hasEncryption = hasEncryption
    }

    /// Encryption is not written.
    func write(to writer: inout CompactWriter) {
        writer.field(1, version)
        writer.field(2, list: schema)
        writer.field(3, rowCount)
        writer.field(4, list: rowGroups)
        writer.field(5, list: keyValueMetadata)
        writer.field(6, createdBy)
        writer.field(7, list: columnOrders)
    }
}

extension FileMetadata {
    /// The footer in the compact protocol, as it is before its length and the closing magic.
    public func serialized() -> [UInt8] { compactBytes() }
}
