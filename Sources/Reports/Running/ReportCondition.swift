import LocalFacts
import SQLite

/// A condition that a person typed, to be put between parentheses in a report's SQL.
///
/// It is accepted only if it is one expression over a relation's visible columns: quotations are closed, no parenthesis
/// closes one outside, there is no semicolon, comment or parameter, and SQLite accepts it as a complete `where`, both
/// bare (which rejects a statement) and in parentheses (which rejects further clauses). So it can only leave out
/// samples.
struct ReportCondition {
    private let text: String
    private let relation: RelationDescription

    init(_ text: String, on relation: RelationDescription) {
        self.text = text
        self.relation = relation
    }

    /// - Throws: `SQLError` with the position in the typed text.
    func check(on connection: Connection) throws {
        try requireOneExpression()
        // The counts are left out: their values depend on the columns that a statement mentions.
        let columns = relation.columns.filter { !$0.isHidden }.map { SQLName.quoted($0.name) }.joined(separator: ", ")
        let scope = "select 1 from (select \(columns) from \(relation.name)) as \(relation.name) where "
        for (opening, closing) in [(scope, ""), (scope + "(", ")")] {
            do {
                let statement = try connection.prepare(opening + text + closing)
                if !statement.parameterNames.isEmpty { throw refusal("write the value in place of a parameter", at: 0) }
            } catch var error as SQLError where error.sql != text {
                error.sql = text
                error.offset = error.offset.map { min(max($0 - opening.utf8.count, 0), text.utf8.count) }
                throw error
            }
        }
    }

    private func requireOneExpression() throws {
        if text.utf8.allSatisfy({ $0 == UInt8(ascii: " ") }) { throw refusal("there is no condition", at: 0) }
        var offset = 0
        var depth = 0
        for piece in SQLPieces(text).pieces {
            if !piece.isClosed { throw refusal("what is opened here is not closed", at: offset) }
            if piece.kind == .comment { throw refusal("a condition has no comments", at: offset) }
            for byte in piece.text.utf8 {
                if piece.kind == .code {
                    depth += byte == UInt8(ascii: "(") ? 1 : byte == UInt8(ascii: ")") ? -1 : 0
                    if depth < 0 { throw refusal("this parenthesis closes none of the condition's own", at: offset) }
                    if byte == UInt8(ascii: ";") { throw refusal("a condition is one expression", at: offset) }
                }
                offset += 1
            }
        }
        if depth > 0 { throw refusal("a parenthesis is not closed", at: offset) }
    }

    private func refusal(_ message: String, at offset: Int) -> SQLError {
        SQLError(code: SQLError.generic, message: message, sql: text, offset: offset)
    }
}
