/// Of a data page of version 2, whose uncompressed levels precede its values.
public struct DataPageHeaderV2: Sendable, Hashable {
    /// With nulls.
    public var valueCount: Int32
    public var nullCount: Int32
    public var rowCount: Int32
    public var encoding: Encoding
    public var definitionLevelsByteLength: Int32
    public var repetitionLevelsByteLength: Int32
    public var isCompressed = true
    public var statistics: Statistics?

    public init(
        valueCount: Int32, nullCount: Int32, rowCount: Int32, encoding: Encoding, definitionLevelsByteLength: Int32,
        repetitionLevelsByteLength: Int32, isCompressed: Bool = true, statistics: Statistics? = nil
    ) {
        self.valueCount = valueCount
        self.nullCount = nullCount
        self.rowCount = rowCount
        self.encoding = encoding
        self.definitionLevelsByteLength = definitionLevelsByteLength
        self.repetitionLevelsByteLength = repetitionLevelsByteLength
        self.isCompressed = isCompressed
        self.statistics = statistics
    }
}

extension DataPageHeaderV2: ThriftStructure {
    init(from reader: inout CompactReader) throws(ParquetProblem) {
        var valueCount: Int32?
        var nullCount: Int32?
        var rowCount: Int32?
        var encoding: Encoding?
        var definitionLevels: Int32?
        var repetitionLevels: Int32?
        var isCompressed = true
        var statistics: Statistics?
        try reader.readFields { (field, reader) throws(ParquetProblem) in
            switch field.id {
            case 1: valueCount = try reader.int32(field)
            case 2: nullCount = try reader.int32(field)
            case 3: rowCount = try reader.int32(field)
            case 4: encoding = try reader.enumeration(field)
            case 5: definitionLevels = try reader.int32(field)
            case 6: repetitionLevels = try reader.int32(field)
            case 7: isCompressed = try reader.bool(field)
            case 8: statistics = try reader.structure(field)
            default: try reader.skip(field)
            }
        }
        self.init(
            valueCount: try Self.required(valueCount, "num_values"),
            nullCount: try Self.required(nullCount, "num_nulls"),
            rowCount: try Self.required(rowCount, "num_rows"),
            encoding: try Self.required(encoding, "encoding"),
            definitionLevelsByteLength: try Self.required(definitionLevels, "definition_levels_byte_length"),
            repetitionLevelsByteLength: try Self.required(repetitionLevels, "repetition_levels_byte_length"),
            isCompressed: isCompressed, statistics: statistics)
    }

    func write(to writer: inout CompactWriter) {
        writer.field(1, valueCount)
        writer.field(2, nullCount)
        writer.field(3, rowCount)
        writer.field(4, encoding)
        writer.field(5, definitionLevelsByteLength)
        writer.field(6, repetitionLevelsByteLength)
        writer.field(7, isCompressed)
        writer.field(8, statistics)
    }
}
