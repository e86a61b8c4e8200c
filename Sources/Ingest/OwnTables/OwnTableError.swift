/// Why a table of the user's own cannot be made.
public enum OwnTableError: Error, Equatable {
    /// Not of the form `name=path`.
    case notADefinition(String)
    case invalidName(String)
    /// The store has a relation, table or view of that name.
    case hidesRelation(String)
    case exists(String)
    /// No file of a format that is read is there.
    case noFiles(String)
    case noColumns(path: String)
    case tooManyColumns(path: String, limit: Int)
    case cannotSpool(path: String, reason: String)
    /// Records seen are not records stored + rejected: a defect of this program.
    case miscounted(name: String, seen: Int64, stored: Int64, rejected: Int64)
}

extension OwnTableError: CustomStringConvertible {
    public var description: String {
        switch self {
        case .notADefinition(let text): "a table is given as name=file, not '\(text)'"
        case .invalidName(let name):
            "'\(name)' cannot name a table: take letters, digits and _, beginning with a letter, and no word of SQL"
        case .hidesRelation(let name):
            "the store has \(name) already, which a table of that name would hide; take another name"
        case .exists(let name): "there is a temporary table \(name) already: drop table \(name) removes it"
        case .noFiles(let path): "\(path) holds no file of CSV, TSV, JSON, JSON lines, Parquet or Arrow"
        case .noColumns(let path): "\(path) has no columns"
        case .tooManyColumns(let path, let limit):
            "\(path) has more than \(limit) columns, the most that a table can have"
        case .cannotSpool(let path, let reason): "\(path) cannot be kept in a temporary file: \(reason)"
        case .miscounted(let name, let seen, let stored, let rejected):
            "\(name): \(seen) records were seen, but \(stored) stored + \(rejected) rejected; "
                + "this is a defect of the program, please report it."
        }
    }
}
