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
    /// JSON objects one after another, over several lines each.
    case jsonSequence = "JSON records one after another"
    /// Delimiter-separated values.
    case csv = "CSV"
    /// Columns in row groups, encoded and compressed.
    case parquet = "Parquet"
    /// Columns in batches, as they lie in memory.
    case arrow = "Arrow"
}

/// How a reader reads.
public struct ReaderOptions: Sendable, Hashable {
    /// The file's format; if `nil`, detected from its name and first bytes.
    public var format: FileFormat?
    public var csv = CSVOptions()
    /// The encoding of a file without a byte order mark; UTF-8 if `nil`.
    public var encoding: TextEncoding?
    /// How many bytes one byte of a compressed file may expand to; unlimited if `nil`.
    public var maximumRatio: Int?
    /// Whether a JSON text that is a table in another form than a list of records is read as one: lists in an object,
    /// and what pandas writes.
    public var findsTables = true
    /// A batch ends after the record that brings it to this many rows,
    public var batchRows = 16_384
    /// or to this many bytes of uncompressed input: a batch is processed column by column, and should fit in a core's
    /// cache.
    public var batchBytes = 1 << 19
    /// The same for a batch of a columnar file, whose columns lie apart from each other.
    public var columnarBatchBytes = 8 << 20
    /// The most bytes that are read at once. Also the memory a reader holds, unless a record is longer.
    public var chunkBytes = 1 << 20
    /// The length of the parts of a file that several threads read, if its lines can be separated.
    public var partBytes = 1 << 20
    /// Longer records are rejected. At most ``longestRecordBytes``.
    public var maximumRecordBytes = 256 << 20

    /// Positions inside a record are of 32 bits.
    public static let longestRecordBytes = 1 << 30

    /// Reads lines with the form of the previous line without the parser; off to compare both ways.
    var readsFlatRecords = true
    /// Whether lines and offsets of the text are those of the file.
    var knowsLines = true
    var knowsOffsets = true
    /// Reads all fields of a columnar file from its rows written as JSON, to compare both ways.
    var columnsAsRecords = false

    public init(format: FileFormat? = nil, csv: CSVOptions = CSVOptions()) {
        self.format = format
        self.csv = csv
    }
}

/// How CSV is written. What is not given is detected, or is as in RFC 4180.
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
        /// A cell that begins with this byte ends with it, and has it doubled inside.
        case doubled(UInt8)
        /// Quotes are characters like any other.
        case none
    }

    /// How records are handled that do not have as many cells as there are columns.
    public enum RaggedRecords: Sendable, Hashable {
        /// They are rejected, unless only empty cells are too many.
        case reject
        /// They are read: missing cells have no value, surplus cells are in ``RowBatch/surplus``.
        case keep
    }

    /// The byte between cells; if `nil`, detected from the first lines.
    public var separator: UInt8?
    /// Several bytes between cells, instead of ``separator``.
    public var longSeparator: [UInt8]?
    public var quote: Quote
    /// A byte that makes a quote after it a character; quotes may be doubled nevertheless.
    public var escape: UInt8?
    /// The beginning of comment lines.
    public var comment: [UInt8]?
    /// Lines before the header; found out where `nil`.
    public var skip: Int?
    public var header: Header
    public var ragged = RaggedRecords.reject

    public init(
        separator: UInt8? = nil, quote: Quote = .doubled(UInt8(ascii: "\"")), header: Header = .firstRecord
    ) {
        self.separator = separator
        self.quote = quote
        self.header = header
    }

    /// Takes a separator of one byte or several.
    public mutating func setSeparator(_ bytes: [UInt8]) {
        separator = bytes.count == 1 ? bytes[0] : nil
        longSeparator = bytes.count == 1 ? nil : bytes
    }
}
