import EmbeddedFiles
import LocalFacts
import SQLite

extension StoreSchema {
    /// Makes the tables of a new store and fills the reference tables.
    ///
    /// All is one transaction, so that a process that is killed meanwhile leaves a file without content, from which a
    /// store can be made. A new file uses a rollback journal; only a complete store gets the log.
    ///
    /// - Throws: `StoreError.exists` if the file has content; `SQLError`.
    static func create(on connection: Connection) throws {
        try connection.execute("pragma page_size = 8192")
        try connection.transaction {
            guard try isEmpty(connection) else { throw StoreError.exists(path: connection.path) }
            for file in EmbeddedFile.all where file.name.hasPrefix("ddl/") { try connection.execute(file.text) }
            try connection.execute("pragma application_id = \(applicationID)")
            try connection.execute("pragma user_version = \(version)")
            try insertSamples(connection)
            try ReferenceTables.insert(on: connection)
            try StoreChecksums.writeAll(on: connection)
        }
        try connection.execute("pragma journal_mode = wal")
    }

    private static func insertSamples(_ connection: Connection) throws {
        try insert(.samples, on: connection)
        let insert = try connection.prepare(
            "insert into column_definition (id, name, kind, role, value_name, description) values (?, ?, ?, ?, ?, ?)")
        for column in StandardColumns.all {
            try insert.run(
                .integer(column.id), .text(column.name), .text(column.kind.rawValue), SQLValue(column.role?.rawValue),
                SQLValue(column.valueName), SQLValue(column.description))
        }
    }
}
