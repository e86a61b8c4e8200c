/// What is known of the values of each data page of a column chunk, in the order of its ``OffsetIndex``.
public struct ColumnIndex: Sendable, Hashable {
    /// Whether a page has only nulls; its least and greatest values are then meaningless.
    public var nullPages: [Bool]
    /// As ``Statistics/minimum``, for each page.
    public var minimums: [[UInt8]]
    /// As ``Statistics/maximum``, for each page.
    public var maximums: [[UInt8]]
    public var boundaryOrder: BoundaryOrder
    public var nullCounts: [Int64]?
    public var repetitionLevelHistograms: [Int64]?
    public var definitionLevelHistograms: [Int64]?
    public var nanCounts: [Int64]?

    public init(nullPages: [Bool], minimums: [[UInt8]], maximums: [[UInt8]], boundaryOrder: BoundaryOrder) {
        self.nullPages = nullPages
        self.minimums = minimums
        self.maximums = maximums
        self.boundaryOrder = boundaryOrder
    }
}

extension ColumnIndex: ThriftStructure {
    init(from reader: inout CompactReader) throws(ParquetProblem) {
        var nullPages: [Bool]?
        var minimums: [[UInt8]]?
        var maximums: [[UInt8]]?
        var boundaryOrder: BoundaryOrder?
        var index = ColumnIndex(nullPages: [], minimums: [], maximums: [], boundaryOrder: .unordered)
        try reader.readFields { (field, reader) throws(ParquetProblem) in
            switch field.id {
            case 1: nullPages = try reader.bools(field)
            case 2: minimums = try reader.binaries(field)
            case 3: maximums = try reader.binaries(field)
            case 4: boundaryOrder = try reader.enumeration(field)
            case 5: index.nullCounts = try reader.int64s(field)
            case 6: index.repetitionLevelHistograms = try reader.int64s(field)
            case 7: index.definitionLevelHistograms = try reader.int64s(field)
            case 8: index.nanCounts = try reader.int64s(field)
            default: try reader.skip(field)
            }
        }
        index.nullPages = try Self.required(nullPages, "null_pages")
        index.minimums = try Self.required(minimums, "min_values")
        index.maximums = try Self.required(maximums, "max_values")
        index.boundaryOrder = try Self.required(boundaryOrder, "boundary_order")
        self = index
    }

    func write(to writer: inout CompactWriter) {
        writer.field(1, list: nullPages)
        writer.field(2, list: minimums)
        writer.field(3, list: maximums)
        writer.field(4, boundaryOrder)
        writer.field(5, list: nullCounts)
        writer.field(6, list: repetitionLevelHistograms)
        writer.field(7, list: definitionLevelHistograms)
        writer.field(8, list: nanCounts)
    }

    /// The index in the compact protocol, as it is in the file.
    public func serialized() -> [UInt8] { compactBytes() }
}
