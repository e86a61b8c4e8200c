import Columns
import Functions
import SQLite

/// Evaluates an expression of texts by SQLite, on one thread at a time.
final class TextEvaluator: @unchecked Sendable {
    private let table = TextTable()
    private let connection: Connection
    private let statement: Statement

    /// - Parameter sql: an expression over the columns of `TextTable`. A text has the affinity of a text column.
    /// - Throws: `SQLError` if SQLite cannot prepare the expression.
    init(_ sql: String) throws {
        connection = try Connection(path: ":memory:", access: .create)
        try SQLFunctions.register(on: connection)
        try table.register(on: connection)
        statement = try Statement(
            unchecked: "select \(TextTable.function)(\(sql)) from \(TextTable.name)", on: connection)
    }

    /// The codes of the expression's values for rows of a block, 0 for null.
    ///
    /// - Parameters:
    ///   - texts: nil if the texts are null.
    ///   - terms: the values of the terms, by row of the block.
    /// - Throws: `SQLError` if the expression has no value for a row.
    func codes(
        of rows: [Int], of texts: TextVector?, terms: [TermValues], in values: inout DistinctValues
    ) throws -> [UInt32] {
        defer { statement.reset() }
        return try table.collect(rows: rows, of: texts, terms: terms, in: &values) { _ = try statement.step() }
    }
}
