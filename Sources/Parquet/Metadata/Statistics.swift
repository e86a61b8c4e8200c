/// What the file states about the values of a column chunk or a page. It is not verified against the values: a reader
/// may skip by it if it trusts the writer.
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
