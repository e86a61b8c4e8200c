/// The dialect of Spark SQL, and of servers that speak Spark's protocol.
public struct SparkDialect: SQLDialect {
    public init() {}

    public func quoted(_ name: String) -> String { "`\(name.replacing("`", with: "``"))`" }

    public func text(_ expression: String) -> String { "cast(\(expression) as string)" }

    public func json(_ expression: String) -> String { "to_json(\(expression))" }

    public func integer(_ expression: String) -> String { "cast(\(expression) as bigint)" }

    public func real(_ expression: String) -> String { "cast(\(expression) as double)" }

    public func sum(_ expression: String, _ form: OutsideField.Form) -> String {
        form == .integer ? "cast(sum(cast(\(expression) as decimal(38, 0))) as string)" : "sum(\(expression))"
    }
}
