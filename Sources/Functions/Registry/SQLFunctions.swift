import SQLite
import Statistics

/// The functions that Cultivar adds to those of SQLite.
public enum SQLFunctions {
    /// In the order in which help shows them.
    public static let all: [FunctionDescription] =
        AggregateFunctions.all.map(\.description) + ScalarFunctions.all.map(\.description)
        + RegisteredStatistics.all.map { .init(name: $0.name, signature: $0.signature, summary: $0.summary) }

    /// The functions of one row. Their values depend only on their arguments.
    public static let scalarNames: [String] =
        RegisteredStatistics.all.compactMap { function in
            if case .scalar = function.kind { function.name } else { nil }
        } + ScalarFunctions.all.map(\.name)

    /// The internal name of each aggregate that has a form for rows that stand for several equal ones, by its own name
    /// in lower case. See ``CountedAggregates``.
    public static let countedNames: [String: String] = CountedAggregates.names.merging(
        SumFunctions.names.map { ($0, SumFunctions.counted($0)) }, uniquingKeysWith: { first, _ in first })

    /// Adds all of them to a connection, with `sum`, `avg`, `total` and `octet_length` as newer releases of SQLite have
    /// them.
    ///
    /// - Throws: `SQLError`.
    public static func register(on connection: Connection) throws {
        try StatisticFunctions.register(on: connection)
        try SumFunctions.register(on: connection)
        try OctetLengthFunction.register(on: connection)
        try AggregateRegistration.register(on: connection)
        try ScalarRegistration.register(on: connection)
    }
}
