import CSQLite
import EmbeddedFiles
import LocalFacts
import SQLite

/// Brings a store of an earlier format to that of this program.
///
/// Version 4 added checksums of the small tables, version 5 fact tables besides `samples`. No sample is read or
/// written.
struct StoreUpgrade {
    let connection: Connection

    /// Upgrades the store. Each step is a transaction, so that a call that is killed leaves a store of a format in
    /// between, which the next call upgrades.
    ///
    /// - Throws: `SQLError`.
    /// - Complexity: O(columns + row groups); a store of version 3 also costs O(segments).
    func run() throws {
        try addChecksums()
        guard try StoreSchema.version(of: connection) < 5 else { return }
        // Otherwise renaming a table would change the tables that refer to it.
        try connection.executePlainly("pragma legacy_alter_table = on")
        defer { try? connection.executePlainly("pragma legacy_alter_table = off") }
        try connection.transaction {
            try connection.executePlainly(StoreUpgrade.definition(of: "fact_table"))
            try StoreSchema.insert(.samples, on: connection)
            for table in ["column_definition", "row_group"] { try rebuild(table) }
            try StoreChecksums.write(of: ["fact_table", "column_definition", "row_group"], on: connection)
            try connection.executePlainly("pragma user_version = 5")
        }
    }

    /// Adds checksums of the present content to a store of format 3, which has none.
    ///
    /// - Throws: `SQLError`.
    /// - Complexity: O(segments + rows of the small tables).
    private func addChecksums() throws {
        guard try !StoreChecksums.areKept(on: connection) else { return }
        try connection.transaction {
            try LoadColumns.add(on: connection)
            for file in EmbeddedFile.all where ["ddl/005-checksums.sql", "ddl/006-field-note.sql"].contains(file.name) {
                try connection.execute(file.text)
            }
            try StoreChecksums.writeAll(on: connection)
            try connection.execute("pragma user_version = 4")
        }
    }

    /// Makes a table again as new stores have it. Columns that it lacks get their defaults.
    private func rebuild(_ table: String) throws {
        let former = "former_\(table)"
        let columns = try connection.rows("select name from pragma_table_info(?, 'main')", .text(table))
            .compactMap(\.first?.text).map(SQLName.quoted).joined(separator: ", ")
        // Without the checks of statements, which would ask for the table that is not there.
        try connection.executePlainly("alter table main.\(table) rename to \(former)")
        try connection.executePlainly(StoreUpgrade.definition(of: table))
        try connection.executePlainly(
            "insert into main.\(table) (\(columns)) select \(columns) from main.\(former) order by id")
        try connection.executePlainly("drop table main.\(former)")
    }

    /// The statement that makes a table of a new store.
    private static func definition(of table: String) -> String {
        EmbeddedFile.under("ddl/").lazy.compactMap { file -> String? in
            guard let start = file.text.range(of: "create table \(table) ("),
                let end = file.text[start.lowerBound...].range(of: ";\n")
            else { return nil }
            return String(file.text[start.lowerBound..<end.upperBound])
        }.first ?? ""
    }
}

extension Store {
    /// The version of the store's format, and that of a new store.
    ///
    /// - Throws: `SQLError`.
    public func formatVersions() throws -> (found: Int64, current: Int64) {
        (try StoreSchema.version(of: connection), StoreSchema.version)
    }

    /// Brings the store to the format of this program. A damaged store is not upgraded.
    ///
    /// - Returns: the version that it had; nil if it has the current one.
    /// - Throws: `SQLError`, `StoreError`.
    @discardableResult
    public func upgrade() throws -> Int64? {
        let found = try StoreSchema.version(of: connection)
        guard found < StoreSchema.version else { return nil }
        // Checksums of damaged tables must not be made again.
        try refresh()
        if let damage = catalogue.damage { throw damage }
        try StoreUpgrade(connection: connection).run()
        try refresh()
        return found
    }
}
