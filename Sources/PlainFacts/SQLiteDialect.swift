import Facts
import SQLite

/// The dialect of SQLite, for tables of the store's own file.
struct SQLiteDialect: SQLDialect {
    func quoted(_ name: String) -> String { SQLName.quoted(name) }

    /// A cast keeps the collation of a column, by which different values can be one group. A concatenation has none.
    func text(_ expression: String) -> String { "cast(\(expression) as text) || ''" }

    /// SQLite keeps lists as JSON texts already.
    func json(_ expression: String) -> String { text(expression) }

    func integer(_ expression: String) -> String { expression }

    func real(_ expression: String) -> String { expression }

    func sum(_ expression: String, _ form: OutsideField.Form) -> String {
        "sum(\(expression))"
    }
}
