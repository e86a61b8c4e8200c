/// Why answers cannot be kept.
public enum LedgerError: Error, Equatable {
    /// Another process tags into the same file.
    case inUse(path: String)
    case sqlite(path: String, code: Int32, message: String)
    case file(path: String, reason: String)
}

extension LedgerError: CustomStringConvertible {
    public var description: String {
        switch self {
        case .inUse(let path):
            "Another process is tagging into \(path). Wait for its end, or stop it; what it has done is kept."
        case .sqlite(let path, let code, let message): "\(path): \(message) (SQLite \(code))."
        case .file(let path, let reason): "\(path): \(reason)."
        }
    }
}
