import CSQLite
import EmbeddedFiles
import Foundation
import SQLite

/// The store's format: how a file is marked as a store and recognised.
package enum StoreSchema {
    /// "CULT", in SQLite's header.
    package static let applicationID: Int64 = 0x4355_4C54
    package static let version: Int64 = 5
    /// The version of a store with tables that lie outside of it. An earlier program would take them for empty.
    package static let versionWithOutsideTables: Int64 = 6
    /// The oldest version that is read. A store of version 3 has no checksums of its small tables, and one of version 4
    /// no fact tables besides `samples`; the next load, or `cultivar upgrade`, adds them.
    static let oldestVersion: Int64 = 3

    /// Records a fact table.
    ///
    /// - Throws: `SQLError`.
    package static func insert(_ table: FactTable, on connection: Connection) throws {
        try connection.executePlainly(
            "insert into fact_table (id, name, grain, row_noun, key) values (?, ?, ?, ?, ?)",
            [
                .integer(table.id), .text(table.name), .text(table.grain), .text(table.rowNoun), SQLValue(table.key),
            ])
    }

    /// Whether a file is a database into which nothing was committed.
    ///
    /// - Throws: `SQLError`, also where the file is no database.
    package static func isEmpty(_ connection: Connection) throws -> Bool {
        // SQLite first rolls back what a killed process left, which may change the bytes of the file.
        try connection.value("pragma application_id") == 0
            && connection.value("pragma user_version") == 0
            && connection.value("select count(*) from sqlite_schema") == 0 && !isForeign(connection.path)
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
    package static func verify(_ connection: Connection) throws {
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

    /// The version of the store's format.
    ///
    /// - Throws: `SQLError`.
    package static func version(of connection: Connection) throws -> Int64 {
        let statement = try Statement(unchecked: "pragma main.user_version", on: connection)
        return try statement.step() ? statement.integer(at: 0) : 0
    }

    /// Whether a store of its version has checksums of its small tables.
    ///
    /// - Throws: `SQLError`.
    package static func keepsChecksums(_ connection: Connection) throws -> Bool { try version(of: connection) > 3 }

    /// Whether the store has a table: some were added by later versions, or are made when they are first needed.
    ///
    /// - Throws: `SQLError`.
    static func hasTable(_ name: String, on connection: Connection) throws -> Bool {
        let statement = try Statement(
            unchecked: "select 1 from main.sqlite_schema where type = 'table' and name = '\(name)'", on: connection)
        return try statement.step()
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

    /// What each table that a store is made of holds, for people: the first sentence of the comment above it.
    package static let tableDescriptions: [String: String] = {
        var descriptions: [String: String] = [:]
        for file in EmbeddedFile.under("ddl/") {
            var comment: [Substring] = []
            for line in file.text.split(separator: "\n", omittingEmptySubsequences: false) {
                if line.hasPrefix("-- ") {
                    comment.append(line.dropFirst(3))
                    continue
                }
                let words = line.split(separator: " ")
                if words.starts(with: ["create", "table"]), let name = words.dropLast().last {
                    let text = comment.joined(separator: " ")
                    descriptions[String(name)] = String(text.prefix { !".;:".contains($0) })
                }
                comment = []
            }
        }
        return descriptions
    }()
}
