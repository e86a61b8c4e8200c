/// The dialect of DuckDB, a second opinion on the statements in the tests.
public struct DuckDBDialect: SQLDialect {
    public init() {}

    public func quoted(_ name: String) -> String { "\"\(name.replacing("\"", with: "\"\""))\"" }

    public func text(_ expression: String) -> String { "cast(\(expression) as varchar)" }

    public func json(_ expression: String) -> String { "cast(to_json(\(expression)) as varchar)" }

    public func integer(_ expression: String) -> String { "cast(\(expression) as bigint)" }

    public func real(_ expression: String) -> String { "cast(\(expression) as double)" }

    public func sum(_ expression: String, _ form: OutsideField.Form) -> String {
        form == .integer ? "cast(sum(\(expression)) as varchar)" : "sum(\(expression))"
    }
}
