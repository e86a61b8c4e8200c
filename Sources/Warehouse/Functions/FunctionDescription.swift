import Statistics

/// An SQL function that the store adds to those of SQLite.
public struct FunctionDescription: Sendable, Hashable {
    public var name: String
    /// As it is called: `wilson_low(k, n[, level])`.
    public var signature: String
    /// What it gives, in one sentence.
    public var summary: String

    public init(name: String, signature: String, summary: String) {
        self.name = name
        self.signature = signature
        self.summary = summary
    }
}

extension Store {
    /// The SQL functions that the store adds to those of SQLite.
    public var functions: [FunctionDescription] {
        AggregateFunctions.all.map(\.description) + ScalarFunctions.all.map(\.description)
            + RegisteredStatistics.all.map { .init(name: $0.name, signature: $0.signature, summary: $0.summary) }
    }
}
