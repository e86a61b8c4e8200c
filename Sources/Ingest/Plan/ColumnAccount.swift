import Warehouse

/// What happened to the columns of a file that no profile recognises, if it is worth a note.
public struct ColumnAccount: Sendable, Equatable {
    /// Columns that the first records suggested differently from the whole file.
    public struct Change: Sendable, Hashable {
        public var column: String
        /// What the first records suggested; nil if they had no value of it.
        public var from: String?
        public var to: String
        /// The first record that changed the mapping of the file.
        public var record: Int64
    }

    public var changes: [Change] = []
    /// Columns of the store that were widened, with the number of samples that were written again.
    public var widened: [WidenedColumn] = []
    /// Fields that became no column although they have values, with the reason.
    public var leftOut: [FieldReason] = []
    /// For each field that has the name of a column of the store's own, its column.
    public var renamed: [String: String] = [:]
    /// Names of a delimited file's columns that look like values, if its first line may be a record.
    public var doubtfulNames: [String] = []
    /// For each column of texts that look like numbers with a decimal comma, one of them.
    public var decimalCommas: [String: String] = [:]
    /// For each column, the number of words for "no value", such as `NA`, among its numbers.
    public var missingWords: [String: Int64] = [:]

    public init() {}
}

/// A field and why it became no column.
public struct FieldReason: Sendable, Hashable {
    public var field: String
    public var reason: String
}
