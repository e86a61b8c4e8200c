import CSQLite

/// Joins lines until they are whole statements.
struct StatementAssembler {
    private(set) var pending = ""

    /// No line of a statement has been read yet.
    var isEmpty: Bool { pending.allSatisfy(\.isWhitespace) }

    /// Adds a line; gives the text of one or more whole statements as soon as the last one ends with `;`, outside of
    /// quotes, comments and triggers.
    mutating func add(_ line: String) -> String? {
        pending += pending.isEmpty ? line : "\n" + line
        guard sqlite3_complete(pending) != 0 else { return nil }
        return takePending()
    }

    /// What has been read so far, and nothing is pending any more.
    mutating func takePending() -> String {
        defer { pending = "" }
        return pending
    }
}
