import LocalFacts
import SQLite

extension LoadWriter {
    /// The fact table of a template, with the columns that a load fills itself; made if there is none of the name.
    ///
    /// - Parameter template: nil for `samples`.
    /// - Throws: `StoreError` if the name is not usable, the table has another key, or its rows lie
    ///   outside the store; `SQLError`.
    func factTable(_ template: FactTableTemplate?) throws -> StoredFacts {
        let facts = try knownOrNewTable(template)
        guard facts.outside == nil else { throw StoreError.tableLiesOutside(name: facts.table.name) }
        return facts
    }

    private func knownOrNewTable(_ template: FactTableTemplate?) throws -> StoredFacts {
        let catalogue = store.catalogue
        guard let template else { return catalogue.samples }
        if let known = catalogue.table(named: template.name) {
            guard known.table.key.map(SQLName.init) == template.key.map(SQLName.init) else {
                throw StoreError.keyConflict(
                    table: known.table.name, stored: known.table.key, given: template.key)
            }
            return known
        }
        try store.connection.transaction {
            try ColumnNameCheck.checkTable(template.name, on: store.connection)
            let id = (try store.connection.value("select max(id) from fact_table").integer ?? 0) + 1
            try StoreSchema.insert(
                FactTable(
                    id: id, name: template.name, grain: template.grain, rowNoun: template.rowNoun, key: template.key),
                on: store.connection)
            let insert = try store.connection.prepare(
                "insert into column_definition (name, kind, role, description, fact_table_id) values (?, ?, ?, ?, ?)")
            for column in StandardColumns.ofAnyTable(template.rowNoun) {
                try insert.run(
                    .text(column.name), .text(column.kind.rawValue), SQLValue(column.role?.rawValue),
                    SQLValue(column.description), .integer(id))
            }
        }
        try catalogue.reload()
        guard let made = catalogue.table(named: template.name) else { throw StoreError.catalogue("fact_table") }
        return made
    }
}
