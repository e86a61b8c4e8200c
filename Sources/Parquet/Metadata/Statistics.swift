/// What is known of the values of a column chunk or a page. Nothing here is proven by the values: a reader may skip by
/// it, as far as it trusts the writer.
public struct Statistics: Sendable, Hashable {
    /// Deprecated: the greatest value by signed comparison.
    public var deprecatedMaximum: [UInt8]?
    /// Deprecated: the least value by signed comparison.
    public var deprecatedMinimum: [UInt8]?
    public var nullCount: Int64?
    public var distinctCount: Int64?
    /// An upper bound in PLAIN encoding, byte arrays without their length.
    public var maximum: [UInt8]?
    /// A lower bound in PLAIN encoding, byte arrays without their length.
    public var minimum: [UInt8]?
    public var isMaximumExact: Bool?
    public var isMinimumExact: Bool?
    public var nanCount: Int64?

    public init() {}
}

extension Statistics: ThriftStructure {
    init(from reader: inout CompactReader) throws(ParquetProblem) {
        var statistics = Statistics()
        try reader.readFields { (field, reader) throws(ParquetProblem) in
            switch field.id {
            case 1: statistics.deprecatedMaximum = try reader.binary(field)
            case 2: statistics.deprecatedMinimum = try reader.binary(field)
            case 3: statistics.nullCount = try reader.int64(field)
            case 4: statistics.distinctCount = try reader.int64(field)
            case 5: statistics.maximum = try reader.binary(field)
            case 6: statistics.minimum = try reader.binary(field)
            case 7: statistics.isMaximumExact = try reader.bool(field)
            case 8: statistics.isMinimumExact = try reader.bool(field)
            case 9: statistics.nanCount = try reader.int64(field)
            default: try reader.skip(field)
            }
        }
        self = statistics
    }

    func write(to writer: inout CompactWriter) {
        writer.field(1, deprecatedMaximum)
        writer.field(2, deprecatedMinimum)
        writer.field(3, nullCount)
        writer.field(4, distinctCount)
        writer.field(5, maximum)
        writer.field(6, minimum)
        writer.field(7, isMaximumExact)
        writer.field(8, isMinimumExact)
        writer.field(9, nanCount)
    }
}

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

/// What the values of a column chunk take in memory.
public struct SizeStatistics: Sendable, Hashable {
    /// Of a byte array column: the bytes of all its values, without lengths.
    public var unencodedByteArrayBytes: Int64?
    /// How often each repetition level occurs.
    public var repetitionLevelHistogram: [Int64]?
    /// How often each definition level occurs.
    public var definitionLevelHistogram: [Int64]?

    public init() {}
}

extension SizeStatistics: ThriftStructure {
    init(from reader: inout CompactReader) throws(ParquetProblem) {
        var statistics = SizeStatistics()
        try reader.readFields { (field, reader) throws(ParquetProblem) in
            switch field.id {
            case 1: statistics.unencodedByteArrayBytes = try reader.int64(field)
            case 2: statistics.repetitionLevelHistogram = try reader.int64s(field)
            case 3: statistics.definitionLevelHistogram = try reader.int64s(field)
            default: try reader.skip(field)
            }
        }
        self = statistics
    }

    func write(to writer: inout CompactWriter) {
        writer.field(1, unencodedByteArrayBytes)
        writer.field(2, list: repetitionLevelHistogram)
        writer.field(3, list: definitionLevelHistogram)
    }
}
