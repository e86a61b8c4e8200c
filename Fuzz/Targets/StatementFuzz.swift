import Foundation
import Prompt
import Reports
import SQLite
import Tabular
import Warehouse

/// Words of statements whose rows may differ from one run to the next: they draw numbers, ask for the moment, or for what
/// the session did before.
private let passingWords: Set<String> = [
    "random", "randomblob", "time", "date", "datetime", "julianday", "strftime", "unixepoch", "timediff", "current_date",
    "current_time", "current_timestamp", "sample", "changes", "total_changes", "last_insert_rowid", "rowid", "_rowid_",
    "oid", "pragma",
]

/// Runs a statement as written and in the form that the rewriter makes of it: both have the same rows.
func fuzzRewriter(_ bytes: [UInt8]) {
    let sql = String(decoding: bytes.filter { $0 != 0 }, as: UTF8.self)
    let store = SmallStore.opened
    let words = Set(sql.lowercased().split { !($0.isLetter || $0.isNumber || $0 == "_") }.map(String.init))
    guard words.isDisjoint(with: passingWords) else { return }
    store.rewritesStatements = true
    let rewritten = rows(of: sql, store)
    store.rewritesStatements = false
    let plain = rows(of: sql, store)
    guard let rewritten, let plain else { return }
    // Which rows come first among equal ones is open, and so is which row a column outside the groups is taken from.
    guard words.isDisjoint(with: ["limit", "offset"]) else { return precondition(rewritten.count == plain.count) }
    precondition(rewritten == plain, "the rewritten statement has other rows")
}

/// The rows in the order of their text; nil for an error, and for what takes too long.
private func rows(of sql: String, _ store: Store) -> [String]? {
    var steps = 0
    store.connection.setProgressHandler {
        steps += 1
        return steps < 200
    }
    defer { store.connection.setProgressHandler(nil) }
    guard let rows = try? store.connection.rows(sql) else { return nil }
    return rows.map { row in row.map(text).joined(separator: "\u{1}") }.sorted()
}

/// A sum of doubles depends on its order in the last digits.
private func text(_ value: SQLValue) -> String {
    if case .real(let number) = value { return String(format: "%.9g", number) }
    return "\(value)"
}

/// Says lines at the prompt of a safe session.
func fuzzCommands(_ bytes: [UInt8]) {
    var options = Session.Options()
    options.isSafe = true
    options.keepsGoing = true
    options.limits = StatementLimits(timeout: 0.5, recursionSteps: 100_000)
    let lines = String(decoding: bytes.filter { $0 != 0 }, as: UTF8.self).split(separator: "\n").map(String.init)
    let session = Session(
        store: SmallStore.opened, source: InputLines(lines), output: MemorySink(), options: options,
        report: { error in precondition(!"\(error)".isEmpty) })
    try? session.run()
}

private final class InputLines: LineSource {
    let isInteractive = false
    let name = "input"
    private var lines: ArraySlice<String>

    init(_ lines: [String]) { self.lines = lines[...] }

    func nextLine(prompt: String) -> String? { lines.popFirst() }
}
