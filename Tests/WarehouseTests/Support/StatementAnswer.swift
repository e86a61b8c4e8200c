import SQLite
import Testing

@testable import Warehouse

/// What a statement answers, and the form that it was rewritten to; nil if it stayed as written.
struct StatementAnswer {
    let names: [String]
    let rows: [[SQLValue]]
    let sql: String?

    init(_ sql: String, _ store: Store) throws {
        let statement = try store.connection.prepare(sql)
        var rows: [[SQLValue]] = []
        while try statement.step() { rows.append(statement.row()) }
        (names, self.rows, self.sql) = (statement.columnNames, rows, statement.rewrittenSQL)
    }

    /// Expects the same names and rows of a statement as written and rewritten, or an error of both.
    ///
    /// - Returns: the rewritten form; nil if it stayed as written, or has an error.
    static func expectSame(_ sql: String, in store: Store) -> String? {
        store.rewritesStatements = false
        let expected = Result { try StatementAnswer(sql, store) }
        store.rewritesStatements = true
        let found = Result { try StatementAnswer(sql, store) }
        switch (expected, found) {
        case (.success(let expected), .success(let found)):
            #expect(expected.names == found.names, "\(sql)")
            let difference = Rows.difference(expected.rows, found.rows)
            #expect(difference == nil, "\(sql)\n\(found.sql ?? "as written")\n\(difference ?? "")")
            return found.sql
        case (.failure, .failure): return nil
        default:
            Issue.record("\(sql)\nas written: \(expected)\nrewritten: \(found)")
            return nil
        }
    }
}
