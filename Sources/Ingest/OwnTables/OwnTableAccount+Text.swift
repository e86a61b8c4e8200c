import Readers
import SQLite
import Warehouse

extension OwnTableAccount {
    /// The message after a file was read: the counts, the first rejects, and columns whose names are not those of the
    /// file.
    public var lines: [String] {
        let records = seen == 1 ? "1 record" : "\(seen) records"
        var lines = ["\(table.name): \(records) of \(table.path): \(stored) stored, \(rejected) rejected"]
        if emptyFiles > 0 {
            lines.append("  \(emptyFiles) empty \(emptyFiles == 1 ? "file" : "files"): no header names columns")
        }
        lines += amendments.sorted { $0.key.rawValue < $1.key.rawValue }.map { "  \($0.key.sentence(count: $0.value))" }
        lines += rejects.map { "  \($0.file): \($0.reject)" }
        if rejected > rejects.count { lines.append("  … and \(rejected - Int64(rejects.count)) more") }
        let renamed = columns.filter { $0.name != $0.sourceName }
        lines += OwnTableAccount.some(renamed.map { "“\($0.sourceName)” is called \($0.name)" }).map { "  \($0)" }
        let quoted = columns.map(\.name).filter(SQLName.needsQuotes)
        lines += OwnTableAccount.some(quoted.map { SQLName.quoted($0) }).map {
            "  to be written in double quotes: \($0)"
        }
        return lines
    }

    /// The first few as one text; empty if there are none.
    private static func some(_ texts: [String]) -> [String] {
        guard !texts.isEmpty else { return [] }
        let others = texts.count > 5 ? " and \(texts.count - 5) more" : ""
        return [texts.prefix(5).joined(separator: ", ") + others]
    }
}
