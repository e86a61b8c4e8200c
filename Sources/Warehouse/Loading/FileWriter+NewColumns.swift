import CSQLite
import LocalFacts
import SQLite

/// A column that a file has.
public struct NewColumn: Sendable, Hashable {
    public var name: String
    public var kind: ColumnKind
    public var role: ColumnRole?
    /// Of kind `tags`: what one value is called.
    public var valueName: String?
    public var description: String?
    /// What the values are, which gives the column derived ones.
    public var meaning: ColumnMeaning?
    /// The table of entities whose keys the values are.
    public var entities: FactTableTemplate?

    public init(
        name: String, kind: ColumnKind, role: ColumnRole? = nil, valueName: String? = nil, description: String? = nil,
        meaning: ColumnMeaning? = nil, entities: FactTableTemplate? = nil
    ) {
        self.name = name
        self.kind = kind
        self.role = role
        self.valueName = valueName
        self.description = description
        self.meaning = meaning
        self.entities = entities
    }
}

extension FileWriter {
    /// Makes the columns that the store lacks: all of them, or none if one cannot be made.
    ///
    /// - Throws: `StoreError` if a name is not usable, or if a relation would have more columns than SQLite takes;
    ///   `SQLError`.
    /// - Complexity: O(columns), one transaction.
    public func addColumns(_ columns: [NewColumn]) throws {
        created += try load.addColumns(columns, to: factTableID)
    }
}

extension LoadWriter {
    /// Makes the columns that a fact table lacks: all of them, or none if one cannot be made.
    ///
    /// - Returns: those that were made.
    /// - Throws: as `FileWriter.addColumns`.
    func addColumns(_ columns: [NewColumn], to factTableID: FactTable.ID) throws -> [ColumnDefinition] {
        let catalogue = store.catalogue
        var facts: StoredFacts { catalogue.table(id: factTableID) ?? catalogue.samples }
        let missing = columns.filter { column in
            column.role.flatMap(facts.column(role:)) == nil && facts.column(named: column.name) == nil
        }
        guard !missing.isEmpty else { return [] }
        let entities = try Set(missing.compactMap(\.entities)).reduce(into: [:]) { known, template in
            known[template] = try factTable(template).table.id
        }
        do {
            try store.connection.transaction {
                let check = ColumnNameCheck(table: facts.table, connection: store.connection)
                let insert = try store.connection.prepare(
                    """
                    insert into column_definition
                        (name, kind, role, value_name, description, fact_table_id, meaning, entity_table_id)
                    values (?, ?, ?, ?, ?, ?, ?, ?)
                    """)
                var made: Set<SQLName> = []
                for column in missing where made.insert(SQLName(column.name)).inserted {
                    try check.check(column.name, kind: column.kind, valueName: column.valueName)
                    try insert.run(
                        .text(column.name), .text(column.kind.rawValue), SQLValue(column.role?.rawValue),
                        SQLValue(column.valueName), SQLValue(column.description), .integer(factTableID),
                        SQLValue(column.meaning?.rawValue), SQLValue(column.entities.flatMap { entities[$0] }))
                }
                try catalogue.reload()
                try store.checkColumnCount()
            }
        } catch {
            try catalogue.reload()
            throw error
        }
        return missing.compactMap { facts.column(named: $0.name) }
    }
}

extension Store {
    /// Checks that SQLite accepts all relations: one with too many columns would make the store unreadable.
    ///
    /// - Throws: `StoreError.tooManyColumns`.
    fileprivate func checkColumnCount() throws {
        let limit = Int(sqlite3_limit(connection.handle, SQLITE_LIMIT_COLUMN, -1))
        // A stored column makes at most six columns of a relation: a text with its lengths and their totals.
        guard catalogue.columns.count > limit / 20 else { return }
        guard let widest = engine.widestRelation(), widest.columnCount > limit else { return }
        throw StoreError.tooManyColumns(
            relation: widest.name, columns: widest.columnCount, stored: catalogue.columns.count, limit: limit)
    }
}
