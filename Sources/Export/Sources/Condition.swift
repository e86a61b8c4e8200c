import LocalFacts
import SQLite
import Warehouse

/// An SQL condition as written by the user, with the values of its parameters.
public struct Condition: Sendable {
    public var sql: String
    public var parameters: [String: SQLValue]

    public init(_ sql: String, parameters: [String: SQLValue] = [:]) {
        self.sql = sql
        self.parameters = parameters
    }

    /// The statement that begins with `head` and ends with the condition and a closing bracket.
    ///
    /// - Throws: `ExportError.condition`, with the position in the condition.
    func statement(_ head: String, on store: Store) throws -> Statement {
        try locating(after: head, known: store.relations.first?.columns.map(\.name) ?? []) {
            // The line feed ends a comment.
            let statement = try store.connection.prepare("\(head)\(sql)\n)")
            try statement.bind(parameters: parameters)
            return statement
        }
    }

    /// Tells errors of SQLite as errors of the condition.
    func locating<Result>(after head: String = "", known: [String] = [], _ body: () throws -> Result) throws -> Result {
        do { return try body() } catch var error as SQLError {
            error.offset = error.offset.map { min(max(0, $0 - head.utf8.count), sql.utf8.count) }
            error.sql = sql
            throw ExportError.condition(error, suggestion: Condition.suggestion(for: error, known: known))
        }
    }

    /// The column that was probably meant, if SQLite reports an unknown column.
    private static func suggestion(for error: SQLError, known: [String]) -> String? {
        error.unknownColumn.flatMap { NearestName.of($0, among: known) }
    }
}
