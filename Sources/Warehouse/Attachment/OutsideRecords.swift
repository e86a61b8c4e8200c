import LocalFacts
import SQLite

/// The rows that record one outside table.
public struct OutsideRecords: Sendable {
    private let rows: [(table: String, values: [SQLValue])]

    private static let tables = [
        (name: "outside_table", condition: "fact_table_id = ?"),
        (name: "outside_column", condition: "fact_table_id = ?"),
        (
            name: "outside_value",
            condition: "column_id in (select column_id from outside_column where fact_table_id = ?)"
        ),
    ]

    /// - Throws: `SQLError`.
    init(of table: FactTable.ID, on connection: Connection) throws {
        rows = try Self.tables.flatMap { name, condition in
            try connection.rows("select * from \(name) where \(condition)", .integer(table)).map { (name, $0) }
        }
    }

    /// Writes them again. To be called in a transaction.
    ///
    /// - Throws: `SQLError`.
    func insert(on connection: Connection) throws {
        for (table, values) in rows {
            let places = values.map { _ in "?" }.joined(separator: ", ")
            let statement = try connection.prepare("insert or replace into \(table) values (\(places))")
            try statement.bind(values)
            _ = try statement.step()
        }
    }
}
