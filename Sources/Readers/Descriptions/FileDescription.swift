/// The form of the first records of a file: enough to propose a mapping.
public struct FileDescription: Sendable {
    public var format: FileFormat
    public var compression: Compression
    public var hasByteOrderMark: Bool
    /// What is particular to CSV; `nil` for other formats.
    public var csv: CSVDescription?
    /// What is particular to Parquet; `nil` for other formats.
    public var parquet: ParquetDescription?
    /// The rows of the whole file, if it states them.
    public var rowCount: Int64?
    /// The fields, in the order in which they first occur.
    public var fields: [FieldDescription]
    /// Whether the file has more fields than ``FileProbe/maximumFields``, so that some are not in ``fields``.
    public var hasMoreFields: Bool
    /// Records looked at, the rejects among them.
    public var recordsRead: Int
    public var rejects: [Reject]
    /// Whether these are all records of the file.
    public var isComplete: Bool
}

/// What was detected about a CSV file, with the evidence.
public struct CSVDescription: Sendable, Hashable {
    /// The separator between cells, usually one byte.
    public var separator: [UInt8]
    /// Lines above the header that are not data.
    public var skippedLines: Int
    /// The first records split by each separator; `nil` if the separator was given or follows from the name.
    public var separatorEvidence: SeparatorSniffer?
    /// Names of the columns as a reader with the same options has them.
    public var columnNames: [String]
    /// How the first record compares with those after it.
    public var headerEvidence: HeaderEvidence
}

/// Whether the first record of a CSV file names the columns.
public struct HeaderEvidence: Sendable, Hashable {
    /// The cells of the first record.
    public var firstRecord: [String]
    /// Columns whose first cell is a number or empty, or repeats another: names seldom are.
    public var unlikelyNames: [Int]
    /// Columns that have only numbers, except for the first cell: a name above values.
    public var namesAboveNumbers: [Int]

    /// Whether the first record is more likely a header than data. A name above numbers is the strongest sign for a
    /// header, a number as a name is a sign against it. Without either it counts as a header, as RFC 4180 suggests.
    public var looksLikeHeader: Bool {
        if !namesAboveNumbers.isEmpty { return true }
        return !unlikelyNames.contains { CSVNumber.isNumber(firstRecord[$0]) }
    }
}

/// One field of a file.
public struct FieldDescription: Sendable, Hashable {
    /// The path that delivers it from a row that is the record.
    public var path: FieldPath
    /// How many values of each kind were seen; in CSV all are strings.
    public var kinds: [ValueKind: Int]
    /// Records that have the field with at least one value.
    public var records: Int
    /// Times the field was null.
    public var nulls: Int
    /// Times the field was a list, however long.
    public var lists: Int
    /// Values that are empty strings.
    public var emptyValues: Int
    /// Values that are written as numbers, whatever their kind.
    public var numericValues: Int
    /// Up to ``FileProbe/exampleCount`` different values, each cut after ``FileProbe/exampleBytes`` bytes.
    public var examples: [String]

    /// Whether a record can have several values.
    public var isList: Bool { lists > 0 || path.steps.contains(.elements) }

    public var valueCount: Int { kinds.values.reduce(0, +) }
}
