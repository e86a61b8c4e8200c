import Readers
import SQLite
import Warehouse

/// A table of the user's own: the rows of files, as a temporary table of a connection, beside the relations of a store.
///
/// Nothing of it is written to the store. It ends with the connection.
public struct OwnTable: Sendable, Equatable {
    public let name: String
    /// A file, a folder, a pattern, or `-` for standard input.
    public let path: String

    /// - Parameter definition: `name=path`.
    /// - Throws: `OwnTableError.notADefinition`, `.invalidName`.
    public init(parsing definition: String) throws {
        guard let equals = definition.firstIndex(of: "="), definition.index(after: equals) != definition.endIndex else {
            throw OwnTableError.notADefinition(definition)
        }
        name = String(definition[..<equals])
        path = String(definition[definition.index(after: equals)...])
        guard name.wholeMatch(of: /[\p{L}_][\p{L}\p{N}_]*/) != nil, !SQLName.needsQuotes(name) else {
            throw OwnTableError.invalidName(name)
        }
    }
}

/// The counts of the records of a table's files: `seen` = `stored` + `rejected`.
public struct OwnTableAccount: Sendable, Equatable {
    public var table: OwnTable
    public var columns: [Column] = []
    public var seen: Int64 = 0
    public var stored: Int64 = 0
    /// The first records that could not be read, each with its file.
    public var rejects: [(file: String, reject: Reject)] = []
    public var rejected: Int64 = 0
    /// The corrections in stored records.
    public var amendments: AmendmentCounts = [:]
    /// Files of CSV with nothing in them, not even a header.
    public var emptyFiles = 0

    /// More than these are counted only.
    static let toldRejects = 3

    public struct Column: Sendable, Equatable {
        /// Its name in the table.
        public var name: String
        /// Its name in the files, empty if it has none.
        public var sourceName: String
        /// `INTEGER`, `REAL` or `TEXT`.
        public var type: String
    }

    public static func == (a: OwnTableAccount, b: OwnTableAccount) -> Bool {
        a.table == b.table && a.columns == b.columns && a.seen == b.seen && a.stored == b.stored
            && a.rejected == b.rejected
    }
}
