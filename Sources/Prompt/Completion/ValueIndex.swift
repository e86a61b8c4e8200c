import Reports
import Tabular
import Warehouse

/// The values of the tag columns of a store, looked up on first use and cached.
final class ValueIndex {
    /// The limit of waiting for a list of values; the next request continues with what is then in memory.
    static let patience = 0.1
    /// More values of a column are not kept.
    static let limit = 20_000

    private let store: Store
    private var known: [String: [ColumnValue]] = [:]

    init(store: Store) { self.store = store }

    /// The values of a column of a relation, the most frequent first.
    ///
    /// - Complexity: one collapse over the column the first time, at most `patience` seconds.
    func values(of column: String, in relation: String) -> [ColumnValue] {
        let key = "\(relation).\(column)"
        if let values = known[key] { return values }
        let watch = StatementWatch(store.connection, limits: StatementLimits(timeout: ValueIndex.patience))
        let rows = try? watch.run {
            try store.connection.rows(
                """
                select \(quoted(column)) as value, sum(n) as count
                from \(quoted(relation))
                where value is not null
                group by value
                order by count desc, value
                limit ?
                """, .integer(Int64(ValueIndex.limit)))
        }
        guard let rows else { return [] }
        let values = rows.map { ColumnValue(text: $0[0].plainText ?? "", count: $0[1].integer ?? 0) }
        known[key] = values
        return values
    }
}

/// A name, quoted for SQL if it could mean something else.
func quoted(_ name: String) -> String { "\"" + name.replacing("\"", with: "\"\"") + "\"" }
