/// Why an engine gave no answer.
public enum EngineError: Error, Sendable, Equatable {
    /// There is no such engine.
    case unknownEngine(String, known: [String])
    /// There is no such table.
    case noTable(String, reason: String)
    /// No Python that has what the bridge needs.
    case noBridge(python: String, reason: String)
    /// Nothing answers at the address.
    case unreachable(address: String, reason: String)
    /// The engine refused a statement.
    case refused(engine: String, reason: String)
    /// The bridge ended, or sent what is not an answer.
    case broken(engine: String, reason: String)
    /// The table is not as it was when it was attached.
    case changed(table: String)
    /// More combinations than the program takes.
    case tooManyGroups(table: String, limit: Int)
    /// An answer of more bytes than the program takes.
    case tooLargeAnswer(engine: String, bytes: Int, limit: Int)
    /// A statement needs rows one by one, and there are more than are given so.
    case tooManyRows(table: String, rows: Int64, limit: Int64)
    /// A number has another type than the column.
    case unexpectedValue(table: String, field: String)
    /// The total of a field has more than 64 bits.
    case tooLargeSum(table: String, field: String)
    /// A column that is to be added has the name of one that is there.
    case takenName(table: String, name: String)
    case interrupted
}
