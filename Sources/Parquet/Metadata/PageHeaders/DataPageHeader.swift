/// Of a data page of version 1, whose levels are compressed with its values.
public struct DataPageHeader: Sendable, Hashable {
    /// With nulls.
    public var valueCount: Int32
    public var encoding: Encoding
    public var definitionLevelEncoding: Encoding
    public var repetitionLevelEncoding: Encoding
    public var statistics: Statistics?

    public init(
        valueCount: Int32, encoding: Encoding, definitionLevelEncoding: Encoding = .rle,
        repetitionLevelEncoding: Encoding = .rle, statistics: Statistics? = nil
    ) {
        self.valueCount = valueCount
        self.encoding = encoding
        self.definitionLevelEncoding = definitionLevelEncoding
        self.repetitionLevelEncoding = repetitionLevelEncoding
        self.statistics = statistics
    }
}

extension DataPageHeader: ThriftStructure {
    init(from reader: inout CompactReader) throws(ParquetProblem) {
        var valueCount: Int32?
        var encoding: Encoding?
        var definitionLevelEncoding: Encoding?
        var repetitionLevelEncoding: Encoding?
        var statistics: Statistics?
        try reader.readFields { (field, reader) throws(ParquetProblem) in
            switch field.id {
            case 1: valueCount = try reader.int32(field)
            case 2: encoding = try reader.enumeration(field)
            case 3: definitionLevelEncoding = try reader.enumeration(field)
            case 4: repetitionLevelEncoding = try reader.enumeration(field)
            case 5: statistics = try reader.structure(field)
            default: try reader.skip(field)
            }
        }
        self.valueCount = try Self.required(valueCount, "num_values")
        self.encoding = try Self.required(encoding, "encoding")
        self.definitionLevelEncoding = try Self.required(definitionLevelEncoding, "definition_level_encoding")
        self.repetitionLevelEncoding = try Self.required(repetitionLevelEncoding, "repetition_level_encoding")
        self.statistics = statistics
    }

    func write(to writer: inout CompactWriter) {
        writer.field(1, valueCount)
        writer.field(2, encoding)
        writer.field(3, definitionLevelEncoding)
        writer.field(4, repetitionLevelEncoding)
        writer.field(5, statistics)
    }
}
