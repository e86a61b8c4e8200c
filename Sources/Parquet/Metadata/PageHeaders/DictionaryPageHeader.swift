/// Of the page that holds the distinct values of a column chunk.
public struct DictionaryPageHeader: Sendable, Hashable {
    public var valueCount: Int32
    public var encoding: Encoding
    public var isSorted: Bool?

    public init(valueCount: Int32, encoding: Encoding = .plain, isSorted: Bool? = nil) {
        self.valueCount = valueCount
        self.encoding = encoding
        self.isSorted = isSorted
    }
}

extension DictionaryPageHeader: ThriftStructure {
    init(from reader: inout CompactReader) throws(ParquetProblem) {
        var valueCount: Int32?
        var encoding: Encoding?
        var isSorted: Bool?
        try reader.readFields { (field, reader) throws(ParquetProblem) in
            switch field.id {
            case 1: valueCount = try reader.int32(field)
            case 2: encoding = try reader.enumeration(field)
            case 3: isSorted = try reader.bool(field)
            default: try reader.skip(field)
            }
        }
        self.valueCount = try Self.required(valueCount, "num_values")
        self.encoding = try Self.required(encoding, "encoding")
        self.isSorted = isSorted
    }

    func write(to writer: inout CompactWriter) {
        writer.field(1, valueCount)
        writer.field(2, encoding)
        writer.field(3, isSorted)
    }
}
