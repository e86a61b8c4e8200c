/// What stands before the bytes of a page.
public struct PageHeader: Sendable, Hashable {
    public var type: PageType
    /// Without the header.
    public var uncompressedSize: Int32
    /// Without the header.
    public var compressedSize: Int32
    /// The CRC-32 of the bytes that follow, as they are in the file.
    public var checksum: Int32?
    public var dataPage: DataPageHeader?
    public var dictionaryPage: DictionaryPageHeader?
    public var dataPageV2: DataPageHeaderV2?

    public init(type: PageType, uncompressedSize: Int32, compressedSize: Int32) {
        self.type = type
        self.uncompressedSize = uncompressedSize
        self.compressedSize = compressedSize
    }
}

extension PageHeader: ThriftStructure {
    init(from reader: inout CompactReader) throws(ParquetProblem) {
        var type: PageType?
        var uncompressedSize: Int32?
        var compressedSize: Int32?
        var header = PageHeader(type: .dataPage, uncompressedSize: 0, compressedSize: 0)
        try reader.readFields { (field, reader) throws(ParquetProblem) in
            switch field.id {
            case 1: type = try reader.enumeration(field)
            case 2: uncompressedSize = try reader.int32(field)
            case 3: compressedSize = try reader.int32(field)
            case 4: header.checksum = try reader.int32(field)
            case 5: header.dataPage = try reader.structure(field)
            case 7: header.dictionaryPage = try reader.structure(field)
            case 8: header.dataPageV2 = try reader.structure(field)
            default: try reader.skip(field)
            }
        }
        header.type = try Self.required(type, "type")
        header.uncompressedSize = try Self.required(uncompressedSize, "uncompressed_page_size")
        header.compressedSize = try Self.required(compressedSize, "compressed_page_size")
        self = header
    }

    func write(to writer: inout CompactWriter) {
        writer.field(1, type)
        writer.field(2, uncompressedSize)
        writer.field(3, compressedSize)
        writer.field(4, checksum)
        writer.field(5, dataPage)
        writer.field(7, dictionaryPage)
        writer.field(8, dataPageV2)
    }
}

extension PageHeader {
    /// The header in the compact protocol, as it is before the page.
    public func serialized() -> [UInt8] { compactBytes() }
}
