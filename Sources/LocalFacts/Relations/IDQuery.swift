import SQLite

/// A query of ids of one relation, such as `select id from places where continent = 'Africa'`, as a statement passes it
/// to a scan that counts the query's rows by id.
struct IDQuery: Hashable {
    /// The rows of the relation, as `from` and `where` of a statement that gets a row for each combination of columns
    /// that it names.
    let rows: String

    /// The words after which `rows` only says that combinations are wanted.
    private static let collecting = " and \"count(*)\" > 0"
    /// What is passed to the scan itself before the queries that its condition names.
    static let mark = "cells"

    /// - Parameters:
    ///   - table: the relation with its alias.
    ///   - condition: which rows are counted; nil for all.
    ///   - queries: the text of the queries of ids that the condition names, as an expression; nil for none.
    /// - Returns: the text of `rows`.
    static func rows(of table: String, where condition: String?, passing queries: String?) -> String {
        let passed = queries.map { "'\(mark)' || char(10) || \($0)" } ?? "'\(mark)'"
        return "\(table) where (\(condition ?? "true"))\(collecting) and \"\(RelationColumn.queriesName)\" = \(passed)"
    }

    /// The statement that gives the number of each accepted combination.
    var statement: String { "select _rowid_ from \(rows)" }

    /// As `.explain` tells it.
    var description: String {
        guard let end = rows.firstRange(of: IDQuery.collecting) else { return rows }
        return String(rows[..<end.lowerBound]).replacing(" where (true)", with: "")
    }
}
