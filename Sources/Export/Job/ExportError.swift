import Warehouse

/// Why something cannot be exported.
public enum ExportError: Error, Sendable {
    case unknownRelation(String, known: [String])
    /// The statement changes the store, or gives no rows.
    case notAQuestion
    /// The condition is wrong; the error's place is one of it.
    case condition(SQLError, suggestion: String?)
    case cannotBalance(column: String, hasSeveral: Bool)
    case valueHoldsSeparator(column: String, value: String, separator: String)
    case columnTwice(String)
    /// A sample, shards or markers for rows that have no ids.
    case needsSamples(option: String)
    case balanceWithoutSample
    case markers(MarkerProblem, template: String, offset: Int)
    case noTextColumn(store: String)
}
