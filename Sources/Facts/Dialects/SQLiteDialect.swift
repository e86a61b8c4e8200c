/// The dialect of SQLite, for tables of the store's own file.
public struct SQLiteDialect: SQLDialect {
    public init() {}

    public func quoted(_ name: String) -> String { "\"\(name.replacing("\"", with: "\"\""))\"" }

    /// A cast keeps the collation of a column, by which different values can be one group. A concatenation has none.
    public func text(_ expression: String) -> String { "cast(\(expression) as text) || ''" }

    /// SQLite keeps lists as JSON texts already.
    public func json(_ expression: String) -> String { text(expression) }

    public func integer(_ expression: String) -> String { expression }

    public func real(_ expression: String) -> String { expression }

    public func sum(_ expression: String, _ form: OutsideField.Form) -> String {
        "sum(\(expression))"
    }
}
