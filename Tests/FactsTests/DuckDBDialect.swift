import Facts

/// The dialect of DuckDB, a second opinion on the statements in the tests.
struct DuckDBDialect: SQLDialect {
    func quoted(_ name: String) -> String { "\"\(name.replacing("\"", with: "\"\""))\"" }

    func text(_ expression: String) -> String { "cast(\(expression) as varchar)" }

    func json(_ expression: String) -> String { "cast(to_json(\(expression)) as varchar)" }

    func integer(_ expression: String) -> String { "cast(\(expression) as bigint)" }

    func real(_ expression: String) -> String { "cast(\(expression) as double)" }

    func sum(_ expression: String, _ form: OutsideField.Form) -> String {
        form == .integer ? "cast(sum(\(expression)) as varchar)" : "sum(\(expression))"
    }
}
