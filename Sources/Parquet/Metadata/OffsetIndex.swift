/// Where the data pages of a column chunk are.
public struct OffsetIndex: Sendable, Hashable {
    public var pageLocations: [PageLocation]
    /// Of a byte array column: the bytes of the values of each page, without lengths.
    public var unencodedByteArrayBytes: [Int64]?

    public init(pageLocations: [PageLocation]) { self.pageLocations = pageLocations }
}

extension OffsetIndex: ThriftStructure {
    init(from reader: inout CompactReader) throws(ParquetProblem) {
        var pageLocations: [PageLocation]?
        var unencoded: [Int64]?
        try reader.readFields { (field, reader) throws(ParquetProblem) in
            switch field.id {
            case 1: pageLocations = try reader.structures(field)
            case 2: unencoded = try reader.int64s(field)
            default: try reader.skip(field)
            }
        }
        self.pageLocations = try Self.required(pageLocations, "page_locations")
        self.unencodedByteArrayBytes = unencoded
    }

    func write(to writer: inout CompactWriter) {
        writer.field(1, list: pageLocations)
        writer.field(2, list: unencodedByteArrayBytes)
    }

    /// The index in the compact protocol, as it is in the file.
    public func serialized() -> [UInt8] { compactBytes() }
}
