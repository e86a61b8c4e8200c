import Facts

/// The dialect of Spark SQL, and of servers that speak Spark's protocol.
struct SparkDialect: SQLDialect {
    func quoted(_ name: String) -> String { "`\(name.replacing("`", with: "``"))`" }

    func text(_ expression: String) -> String { "cast(\(expression) as string)" }

    func json(_ expression: String) -> String { "to_json(\(expression))" }

    func integer(_ expression: String) -> String { "cast(\(expression) as bigint)" }

    func real(_ expression: String) -> String { "cast(\(expression) as double)" }

    func sum(_ expression: String, _ form: OutsideField.Form) -> String {
        form == .integer ? "cast(sum(cast(\(expression) as decimal(38, 0))) as string)" : "sum(\(expression))"
    }
}
