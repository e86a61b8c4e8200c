import Ingest
import Reports
import Tabular

/// The outcome for the columns of files that no profile recognises, in words: each column once, over all files.
struct ColumnSummary {
    let accounts: [ColumnAccount]

    init(_ accounts: [ColumnAccount]) { self.accounts = accounts }

    var lines: [String] {
        headerLines + changeLines + widenedLines + missingLines + decimalLines + renamedLines + leftOutLines
    }

    /// Names that a line has room for.
    private static let mostNames = 100

    private var changeLines: [String] {
        struct Key: Hashable {
            var column: String
            var from: String?
            var to: String
        }
        let changes = accounts.flatMap(\.changes)
        let byColumn = Dictionary(grouping: changes) { Key(column: $0.column, from: $0.from, to: $0.to) }
        return byColumn.sorted { ($0.key.column, $0.key.to) < ($1.key.column, $1.key.to) }.map { key, changes in
            let kind = key.column == key.to ? "" : " (\(key.to))"
            let record = changes.map(\.record).min() ?? 0
            let place = "record \(Magnitude.grouped(record))" + (changes.count > 1 ? " in \(changes.count) files" : "")
            guard let from = key.from else {
                return "column \(key.column)\(kind) added: the first rows have no value of it; noticed from \(place) on"
            }
            return "column \(key.column) widened from \(from) to \(key.to): values after the first rows are of another "
                + "kind; noticed from \(place) on"
        }
    }

    private var widenedLines: [String] {
        accounts.flatMap(\.widened).map { column in
            "column \(column.name) widened in the store from \(column.from.rawValue) to \(column.to.rawValue): "
                + "\(rows(column.rewrittenRows)) written again"
        }
    }

    private var missingLines: [String] {
        accounts.reduce(into: [String: Int64]()) { $0.merge($1.missingWords, uniquingKeysWith: +) }
            .sorted { $0.key < $1.key }
            .map { column, count in
                "column \(column): \(Magnitude.grouped(count)) \(count == 1 ? "word" : "words") such as NA, nan or null "
                    + "among its numbers read as no value"
            }
    }

    private var decimalLines: [String] {
        accounts.reduce(into: [String: String]()) { $0.merge($1.decimalCommas) { first, _ in first } }
            .sorted { $0.key < $1.key }
            .map { column, example in
                "column \(column): values such as \(example) are stored as texts; if they are numbers with a decimal "
                    + "comma, make it a measure with `decimal: \",\"` in a profile"
            }
    }

    private var renamedLines: [String] {
        let columns = accounts.reduce(into: [String: String]()) { $0.merge($1.renamed) { first, _ in first } }
        guard !columns.isEmpty else { return [] }
        let names = columns.sorted { $0.key < $1.key }.map { "\($0.key) as \($0.value)" }
        return ["names of the store's own columns, stored with another: " + names.joined(separator: ", ")]
    }

    private var headerLines: [String] {
        let names = accounts.flatMap(\.doubtfulNames)
        guard let first = names.first else { return [] }
        let shown = first.count > 40 ? "\(first.prefix(40))…" : first
        return [
            "the first line was read as the names of the columns, and has “\(shown)”: if it is a record, write "
                + "`header: false` or `names` in a profile"
        ]
    }

    private var leftOutLines: [String] {
        let byReason = Dictionary(grouping: Set(accounts.flatMap(\.leftOut)), by: \.reason)
        return byReason.sorted { $0.key < $1.key }.map { reason, fields in
            let names = Set(fields.map(\.field)).sorted()
            let more = names.count > Self.mostNames ? " and \(names.count - Self.mostNames) more" : ""
            return "\(names.count) \(names.count == 1 ? "field" : "fields") left out (\(reason)): "
                + names.prefix(Self.mostNames).joined(separator: ", ") + more
        }
    }

    private func rows(_ count: Int64) -> String { "\(Magnitude.grouped(count)) \(count == 1 ? "row" : "rows")" }
}
