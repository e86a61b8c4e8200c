import SQLite

/// The spellings of one value: those that differ only in case, blanks, hyphens and underscores.
///
/// `GeneralCulture`, `generalculture` and `general culture` are one; `C` and `C++` are two. The value is shown as the
/// commonest of its spellings, the first by name of equals.
public struct Spellings {
    /// The columns whose values are tags, which data sets spell in several ways.
    public static let columns: Set<String> = ["culture", "domain", "task"]

    /// What each spelling is shown as, without those that are shown as they are.
    public let shown: [String: String]

    /// - Throws: `SQLError`.
    ///
    /// Cost: one grouped statement.
    public init(of column: String, in relation: String, connection: Connection) throws {
        let name = SQLName.quoted(column)
        self.init(
            try connection.rows(
                "select \(name), sum(n) from \(SQLName.quoted(relation)) where \(name) is not null group by 1"
            ).compactMap { row in row[0].text.map { ($0, row[1].integer ?? 0) } })
    }

    /// - Parameter counts: each spelling once, and how often it occurs.
    init(_ counts: [(text: String, count: Int64)]) {
        var shown: [String: String] = [:]
        for group in Dictionary(grouping: counts, by: { Self.folded($0.text) }).values where group.count > 1 {
            let first = group.max { $0.count == $1.count ? $0.text > $1.text : $0.count < $1.count }
            for spelling in group where spelling.text != first?.text { shown[spelling.text] = first?.text }
        }
        self.shown = shown
    }

    static func folded(_ text: String) -> String {
        let folded = text.lowercased().filter { !$0.isWhitespace && $0 != "-" && $0 != "_" }
        return folded.isEmpty ? text : String(folded)
    }
}
