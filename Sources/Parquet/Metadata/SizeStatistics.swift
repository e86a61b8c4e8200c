/// The memory that the values of a column chunk need.
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
