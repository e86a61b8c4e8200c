/// Why answers cannot be kept.
public enum LedgerError: Error, Equatable {
    /// Another process tags into the same file.
    case inUse(path: String)
    case sqlite(path: String, code: Int32, message: String)
    case file(path: String, reason: String)
    /// Nothing was tagged yet.
    case missing(path: String)
    /// The file is a database of another kind.
    case noLedger(path: String)
    case unknownTagger(String, revision: Int?, path: String, known: [String])
}

extension LedgerError: CustomStringConvertible {
    public var description: String {
        switch self {
        case .inUse(let path):
            "Another process is tagging into \(path). Wait for its end, or stop it; what it has done is kept."
        case .sqlite(let path, let code, let message): "\(path): \(message) (SQLite \(code))."
        case .file(let path, let reason): "\(path): \(reason)."
        case .missing(let path): "There is no ledger \(path): nothing has been tagged yet (cultivar tag --help)."
        case .noLedger(let path): "\(path) is no ledger of taggers."
        case .unknownTagger(let name, let revision, let path, let known):
            "\(path) has no tagger “\(name)”\(revision.map { " of revision \($0)" } ?? "")"
                + (known.isEmpty ? "." : ". It has \(known.joined(separator: ", ")).")
        }
    }
}
