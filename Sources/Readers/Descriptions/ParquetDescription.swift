/// The content of the footer of a Parquet file.
public struct ParquetDescription: Sendable, Hashable {
    public var rowCount: Int64
    /// The rows of each row group.
    public var rowGroups: [Int64]
    /// The program that wrote the file, in its own words.
    public var createdBy: String?
    /// The columns that have values, in the order of the file.
    public var columns: [ParquetColumnDescription]
}

/// A column of a Parquet file that has values, over all row groups.
public struct ParquetColumnDescription: Sendable, Hashable {
    /// As a ``FieldPath`` writes it, lists of values without `[]`; the keys and values of a map are `key` and `value`.
    public var path: String
    /// As people write it: `string`, `list<int64>`, `decimal(10, 2)`.
    public var type: String
    public var isOptional: Bool
    /// The names that the format gives them, each once.
    public var codecs: [String]
    public var encodings: [String]
    /// With page headers.
    public var compressedBytes: Int64
    public var uncompressedBytes: Int64
    /// With nulls and empty lists.
    public var valueCount: Int64
    /// Nil if a row group does not state it.
    public var nullCount: Int64?
    /// Distinct values, as far as a row group tells or its dictionary shows.
    public var distinctCount: Int64?
    /// Whether there may be more: if there are several row groups, the one with the most values counts.
    public var isDistinctCountLeast: Bool
}
