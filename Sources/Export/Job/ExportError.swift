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
    case noColumnTwice(String)
}
