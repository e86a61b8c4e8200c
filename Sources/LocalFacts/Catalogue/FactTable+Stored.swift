import SQLite

extension FactTable {
    /// The fact tables of a store; `samples` alone in a store of a format without the table of them.
    ///
    /// - Throws: `SQLError`, `StoreError.catalogue`.
    static func all(on connection: Connection) throws -> [FactTable] {
        guard try areRecorded(on: connection) else { return [samples] }
        return try connection.rows("select id, name, grain, row_noun, key from fact_table order by id").map { row in
            guard let id = row[0].integer, let name = row[1].text, let grain = row[2].text, let noun = row[3].text
            else { throw StoreError.catalogue("fact_table \(row[0])") }
            return FactTable(id: id, name: name, grain: grain, rowNoun: noun, key: row[4].text)
        }
    }

    /// Whether the store's format has a table of fact tables.
    ///
    /// - Throws: `SQLError`.
    package static func areRecorded(on connection: Connection) throws -> Bool {
        try StoreSchema.hasTable("fact_table", on: connection)
    }
}
