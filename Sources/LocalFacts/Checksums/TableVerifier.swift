import SQLite

/// Verifies the checksum of each small table of a store when the table is first read.
package final class TableVerifier {
    private unowned let connection: Connection
    /// What the tables must add up to; nil for a store that keeps no checksums.
    private var kept: [String: TableChecksum]?
    private var verified: [CheckedTable: (checksum: TableChecksum?, damage: StoreError?)] = [:]
    /// True while this connection loads files and while the catalogue is read.
    package var isSuspended = false

    /// Whether tables are to be verified when they are read.
    var isActive: Bool { kept != nil && !isSuspended }

    package init(_ connection: Connection) { self.connection = connection }

    /// Reads the checksums of the state that the connection sees. Tables that a load did not change stay verified. If
    /// the state was not made by a load, every table is verified again.
    ///
    /// - Throws: `SQLError`.
    package func reload() throws {
        let found = try StoreChecksums.kept(on: connection)
        if found == kept { verified = [:] }
        kept = found
    }

    /// Why the store's definitions, catalogue and row groups are not those that were written; nil if they are.
    ///
    /// - Throws: `SQLError`.
    func catalogueDamage() throws -> StoreError? {
        guard let kept else {
            return try StoreSchema.keepsChecksums(connection) ? .table(name: "table_checksum") : nil
        }
        if try StoreSchema.version(of: connection) >= 5, try !StoreSchema.hasTable("fact_table", on: connection) {
            return .table(name: "fact_table")
        }
        if try !StoreChecksums.isSchemaRight(kept, on: connection) {
            return .table(name: StoreChecksums.schemaName)
        }
        return CheckedTable.ofCatalogue.lazy.compactMap { self.damage(of: $0) }.first
    }

    /// Why a table is not as it was written; nil if it is, or no checksum is kept.
    package func damage(of table: CheckedTable) -> StoreError? {
        guard let kept else { return nil }
        let expected = kept[table.name]
        if let known = verified[table], known.checksum == expected { return known.damage }
        let damage = isWhole(table, expected) ? nil : StoreError.table(name: table.name)
        verified[table] = (expected, damage)
        return damage
    }

    private func isWhole(_ table: CheckedTable, _ expected: TableChecksum?) -> Bool {
        // If an index lacks a row, a statement that uses the index loses the row.
        guard (try? isSound(table)) == true else { return false }
        // A store of a former format has neither the table nor a checksum of it.
        if expected == nil, (try? table.isThere(on: connection)) == false { return true }
        return table.isEditable || (try? TableChecksum.current(of: table, on: connection)) == expected
    }

    private func isSound(_ table: CheckedTable) throws -> Bool {
        guard try table.isThere(on: connection) else { return true }
        let statement = try Statement(unchecked: "pragma main.integrity_check(\(table.name))", on: connection)
        return try statement.step() && statement.value(at: 0) == "ok"
    }

    /// How the rows of a table that users may edit are not those that the program wrote; nil if they are.
    ///
    /// - Throws: `SQLError`.
    package func edit(of table: CheckedTable) throws -> TableEdit? {
        guard table.isEditable, let kept else { return nil }
        let found = try TableChecksum.current(of: table, on: connection)
        let written = kept[table.name] ?? TableChecksum()
        if found == written { return nil }
        return TableEdit(table: table.name, rowsWritten: Int(written.rowCount), rowsFound: Int(found.rowCount))
    }
}

/// A table that users may edit, and that has other rows than the program wrote.
public struct TableEdit: Sendable, Equatable, CustomStringConvertible {
    public var table: String
    public var rowsWritten: Int
    public var rowsFound: Int

    public var description: String {
        "edited: table \(table) has \(rowsFound) rows that are not, or not all, the \(rowsWritten) that were loaded"
    }
}
