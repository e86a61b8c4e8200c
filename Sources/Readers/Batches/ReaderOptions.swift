/// The shape of a file's content.
public enum FileFormat: String, Sendable, Hashable, CaseIterable {
    /// One JSON record a line.
    case jsonLines = "JSON lines"
    /// One JSON array of records.
    case jsonArray = "JSON array of records"
    /// One JSON object whose values are records and whose keys are their names.
    case jsonObject = "JSON object of records"
    /// One JSON object that is the only record.
    case jsonRecord = "single JSON record"
    /// Delimiter-separated values.
    case csv = "CSV"
    /// Columns in row groups, encoded and compressed.
    case parquet = "Parquet"
}

/// How a reader reads.
public struct ReaderOptions: Sendable, Hashable {
    /// The file's format; found out from its name and first bytes where `nil`.
    public var format: FileFormat?
    public var csv = CSVOptions()
    /// A batch ends after the record that brings it to this many rows,
    public var batchRows = 16_384
    /// or to this many bytes of uncompressed input: a batch is gone through column by column, and should fit in a
    /// core's cache.
    public var batchBytes = 1 << 19
    /// The same for a batch of a columnar file, whose columns lie apart from each other.
    public var columnarBatchBytes = 8 << 20
    /// The most that is read at once. Also the memory a reader holds, unless a record is longer.
    public var chunkBytes = 1 << 20
    /// The length of the parts that several threads read a file in, where its lines can be told apart.
    public var partBytes = 1 << 20
    /// Longer records are rejected. At most ``longestRecordBytes``.
    public var maximumRecordBytes = 256 << 20

    /// Positions inside a record are of 32 bits.
    public static let longestRecordBytes = 1 << 30

    /// Reads lines that are like the one before without the parser; off for the comparison of both ways.
    var readsFlatRecords = true
    /// Reads all fields of a Parquet file from its rows written as JSON, for the comparison of both ways.
    var parquetAsRecords = false

    public init(format: FileFormat? = nil, csv: CSVOptions = CSVOptions()) {
        self.format = format
        self.csv = csv
    }
}

/// How CSV is written. What is left out is found out or taken as RFC 4180 has it.
public struct CSVOptions: Sendable, Hashable {
    public enum Header: Sendable, Hashable {
        /// The first record names the columns.
        case firstRecord
        /// The file has no header, and these are the names of its columns.
        case names([String])
        /// The file has no header; the columns are called `column_1` and so on.
        case none
    }

    public enum Quote: Sendable, Hashable {
        /// A cell that begins with this byte ends with it, and holds it doubled.
        case doubled(UInt8)
        /// Quotes are characters like any other.
        case none
    }

    /// The byte between cells; found out from the first lines where `nil`.
    public var separator: UInt8?
    public var quote: Quote
    public var header: Header

    public init(
        separator: UInt8? = nil, quote: Quote = .doubled(UInt8(ascii: "\"")), header: Header = .firstRecord
    ) {
        self.separator = separator
        self.quote = quote
        self.header = header
    }
}
