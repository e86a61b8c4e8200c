import Parquet
import SQLite
import Warehouse

/// What is to be exported, and how.
public struct ExportRequest: Sendable {
    /// Where the rows come from.
    public enum Rows: Sendable {
        /// A relation, `samples` or another; by default the columns that have values.
        case relation(String, columns: [String], condition: Condition?)
        case statement(sql: String, parameters: [String: SQLValue])
    }

    public var rows: Rows
    public var format: ExportFormat
    /// The file; `-` is standard output.
    public var path: String
    /// Into how many files the rows are divided.
    public var shards = 1
    public var seed: UInt64 = 0
    /// How many rows are drawn; nil for all.
    public var sample: Int?
    /// The columns whose combinations give equally many rows to the sample.
    public var balance: [String] = []
    /// Whether spellings of a tag are cells of their own; else those that ``Spellings`` takes for the same are one.
    public var isAsWritten = false
    /// Whether the rows are put into a random order.
    public var isShuffled = false
    public var markers: MarkerOptions?
    public var compression = WriterCompression.zstd
    /// What stands between the values of a list in CSV.
    public var listSeparator = ";"
    /// Of the program, for the files' metadata.
    public var version: String

    public init(rows: Rows, format: ExportFormat, path: String, version: String) {
        self.rows = rows
        self.format = format
        self.path = path
        self.version = version
    }
}
