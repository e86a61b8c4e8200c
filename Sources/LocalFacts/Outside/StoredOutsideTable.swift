import Facts
import Foundation
import SQLite

/// What the store knows of a table that lies outside.
package struct StoredOutsideTable {
    package let location: EngineLocation
    /// The state that the table had when it was attached.
    package let snapshot: String
    package let rowCount: Int
    /// What the call said of the mapping, by option.
    package let options: [String: String]
    /// The cubes that the engine has written.
    var cubes: [CubeTable] {
        options[CubeTable.option].map { Data($0.utf8) }
            .flatMap { try? JSONDecoder().decode([CubeTable].self, from: $0) } ?? []
    }

    /// The field of each column; nil for a column with the same value in all rows.
    let fields: [ColumnDefinition.ID: OutsideField?]

    /// The outside tables of a store, by fact table; none in a store that never had one.
    ///
    /// - Throws: `SQLError`, `StoreError.catalogue`.
    package static func all(on connection: Connection) throws -> [FactTable.ID: StoredOutsideTable] {
        guard try areRecorded(on: connection) else { return [:] }
        var fields: [FactTable.ID: [ColumnDefinition.ID: OutsideField?]] = [:]
        for row in try connection.rows("select fact_table_id, column_id, field from outside_column") {
            guard let table = row[0].integer, let column = row[1].integer else { continue }
            var field: OutsideField?
            if let text = row[2].text {
                field = try? JSONDecoder().decode(OutsideField.self, from: Data(text.utf8))
                if field == nil { throw StoreError.catalogue("outside_column \(column)") }
            }
            fields[table, default: [:]].updateValue(field, forKey: column)
        }
        var tables: [FactTable.ID: StoredOutsideTable] = [:]
        let rows = try connection.rows(
            "select fact_table_id, engine, address, name, is_parquet, snapshot, row_count, options from outside_table")
        for row in rows {
            guard let id = row[0].integer, let engine = row[1].text, let name = row[3].text,
                let snapshot = row[5].text, let count = row[6].integer, count >= 0
            else { throw StoreError.catalogue("outside_table \(row[0])") }
            tables[id] = StoredOutsideTable(
                location: EngineLocation(engine: engine, address: row[2].text, table: name, isParquet: row[4] == 1),
                snapshot: snapshot, rowCount: Int(count),
                options: (row[7].text.map { Data($0.utf8) })
                    .flatMap { try? JSONDecoder().decode([String: String].self, from: $0) } ?? [:],
                fields: fields[id] ?? [:])
        }
        return tables
    }

    /// Whether the store has the tables of them.
    package static func areRecorded(on connection: Connection) throws -> Bool {
        try StoreSchema.hasTable("outside_table", on: connection)
    }
}
