/// How many pages of a type have an encoding.
public struct PageEncodingStatistics: Sendable, Hashable {
    public var pageType: PageType
    public var encoding: Encoding
    public var count: Int32

    public init(pageType: PageType, encoding: Encoding, count: Int32) {
        self.pageType = pageType
        self.encoding = encoding
        self.count = count
    }
}

extension PageEncodingStatistics: ThriftStructure {
    static var thriftName: String { "PageEncodingStats" }

    init(from reader: inout CompactReader) throws(ParquetProblem) {
        var pageType: PageType?
        var encoding: Encoding?
        var count: Int32?
        try reader.readFields { (field, reader) throws(ParquetProblem) in
            switch field.id {
            case 1: pageType = try reader.enumeration(field)
            case 2: encoding = try reader.enumeration(field)
            case 3: count = try reader.int32(field)
            default: try reader.skip(field)
            }
        }
        self.pageType = try Self.required(pageType, "page_type")
        self.encoding = try Self.required(encoding, "encoding")
        self.count = try Self.required(count, "count")
    }

    func write(to writer: inout CompactWriter) {
        writer.field(1, pageType)
        writer.field(2, encoding)
        writer.field(3, count)
    }
}
