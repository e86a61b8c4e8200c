import CSQLite
import EmbeddedFiles
import Foundation
import SQLite

/// The store's format: how a file is marked as a store, made and recognised.
enum StoreSchema {
    /// "CULT", in SQLite's header.
    static let applicationID: Int64 = 0x4355_4C54
    static let version: Int64 = 5
    /// The version of a store with tables that lie outside of it. An earlier program would take them for empty.
    static let versionWithOutsideTables: Int64 = 6
    /// The oldest version that is read. A store of version 3 has no checksums of its small tables, and one of version 4
    /// no fact tables besides `samples`; the next load, or `cultivar upgrade`, adds them.
    static let oldestVersion: Int64 = 3

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

    /// Records a fact table.
    ///
    /// - Throws: `SQLError`.
    static func insert(_ table: FactTable, on connection: Connection) throws {
        try connection.executePlainly(
            "insert into fact_table (id, name, grain, row_noun, key) values (?, ?, ?, ?, ?)",
            [
                .integer(table.id), .text(table.name), .text(table.grain), .text(table.rowNoun), SQLValue(table.key),
            ])
    }

    /// Whether a file is a database into which nothing was committed.
    ///
    /// - Throws: `SQLError`, also where the file is no database.
    static func isEmpty(_ connection: Connection) throws -> Bool {
        try !isForeign(connection.path) && connection.value("pragma application_id") == 0
            && connection.value("pragma user_version") == 0
            && connection.value("select count(*) from sqlite_schema") == 0
    }

    /// Whether a file has content that is not SQLite's. SQLite itself treats a file that is shorter than a page as an
    /// empty database, and would overwrite it.
    private static func isForeign(_ path: String) -> Bool {
        guard let file = FileHandle(forReadingAtPath: path) else { return false }
        defer { try? file.close() }
        let header = Array("SQLite format 3\0".utf8)
        guard let start = try? file.read(upToCount: header.count), !start.isEmpty else { return false }
        return Array(start) != header
    }

    /// Checks that the file is a store of this format.
    ///
    /// - Throws: `StoreError`; `SQLError` if the file cannot be read.
    static func verify(_ connection: Connection) throws {
        let path = connection.path
        do {
            guard try connection.value("pragma application_id") == .integer(applicationID) else {
                throw try isEmpty(connection) ? StoreError.empty(path: path) : StoreError.notAStore(path: path)
            }
        } catch let error as SQLError where error.code == SQLITE_NOTADB {
            throw StoreError.notAStore(path: path)
        }
        let found = try connection.value("pragma user_version").integer ?? 0
        if found > versionWithOutsideTables {
            throw StoreError.newerVersion(path: path, found: found, known: versionWithOutsideTables)
        }
        if found < oldestVersion { throw StoreError.olderVersion(path: path, found: found, known: oldestVersion) }
    }

    /// Whether a store of its version has checksums of its small tables.
    ///
    /// - Throws: `SQLError`.
    static func keepsChecksums(_ connection: Connection) throws -> Bool {
        let statement = try Statement(unchecked: "pragma main.user_version", on: connection)
        return try statement.step() && statement.integer(at: 0) > 3
    }

    /// The tables and indexes that a store is made of.
    static let ownNames: [String] = EmbeddedFile.under("ddl/").flatMap { file in
        // By bytes, since every command reads them: characters take ten times as long.
        file.text.utf8.split(separator: UInt8(ascii: "\n")).compactMap { line in
            guard line.starts(with: "create ".utf8) else { return nil }
            // create table name (; create table if not exists name (; create index name on
            let words = line.split(separator: UInt8(ascii: " ")).map { String(decoding: $0, as: UTF8.self) }
            return words.dropFirst(2).first { !["if", "not", "exists"].contains($0) }
        }
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
