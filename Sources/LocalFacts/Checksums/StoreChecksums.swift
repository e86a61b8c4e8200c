import Columns
import SQLite

/// The checksum tables of a store: whether it has them, and how they are written.
package enum StoreChecksums {
    /// Whether the store keeps checksums of its small tables.
    ///
    /// - Throws: `SQLError`.
    package static func areKept(on connection: Connection) throws -> Bool {
        try StoreSchema.hasTable("table_checksum", on: connection)
    }

    /// The checksums as they were kept, by table; nil if none are kept.
    ///
    /// - Throws: `SQLError`.
    static func kept(on connection: Connection) throws -> [String: TableChecksum]? {
        guard try areKept(on: connection) else { return nil }
        let statement = try Statement(
            unchecked: "select table_name, row_count, checksum from main.table_checksum", on: connection)
        var kept: [String: TableChecksum] = [:]
        while try statement.step() {
            kept[statement.value(at: 0).text ?? ""] = TableChecksum(
                rowCount: statement.integer(at: 1), sum: UInt64(bitPattern: statement.integer(at: 2)))
        }
        return kept
    }

    /// Writes what every row group has and the checksums of all tables as they are. To be called in a transaction.
    ///
    /// - Throws: `SQLError`.
    package static func writeAll(on connection: Connection) throws {
        for row in try connection.rows("select id from main.row_group") {
            try RowGroupContent.write(row[0].integer ?? 0, on: connection)
        }
        for table in CheckedTable.all {
            try write(try TableChecksum.current(of: table, on: connection), of: table.name, on: connection)
        }
        try writeSchema(on: connection)
    }

    /// Writes the checksums of tables as they are.
    ///
    /// - Throws: `SQLError`.
    package static func write(of names: [String], on connection: Connection) throws {
        for table in names.compactMap({ CheckedTable.named[$0] }) {
            try write(try TableChecksum.current(of: table, on: connection), of: table.name, on: connection)
        }
        try writeSchema(on: connection)
    }

    /// Writes the checksum of the definitions of the store's own tables and indexes as they are, and of the checksums
    /// of the tables that users may edit. An edit by SQL changes such a table, and leaves its checksum as it was.
    ///
    /// - Throws: `SQLError`.
    package static func writeSchema(on connection: Connection) throws {
        let sum = try TableChecksum.ofSchema(on: connection) + ofEditable(kept(on: connection) ?? [:])
        try write(sum, of: schemaName, on: connection)
    }

    /// Whether the kept checksum of the definitions is right. Stores of before have that of the definitions alone.
    ///
    /// - Throws: `SQLError`.
    static func isSchemaRight(_ kept: [String: TableChecksum], on connection: Connection) throws -> Bool {
        let schema = try TableChecksum.ofSchema(on: connection)
        return [schema + ofEditable(kept), schema].contains(kept[schemaName])
    }

    private static func ofEditable(_ kept: [String: TableChecksum]) -> TableChecksum {
        var sum = TableChecksum()
        for table in CheckedTable.all where table.isEditable {
            guard let own = kept[table.name] else { continue }
            let name = Checksum.of(Array(table.name.utf8))
            sum.add(HeaderChecksum.of([Int64(bitPattern: name), own.rowCount, Int64(bitPattern: own.sum)]))
        }
        return sum
    }

    static let schemaName = "sqlite_schema"

    private static func write(_ checksum: TableChecksum, of table: String, on connection: Connection) throws {
        try connection.executePlainly(
            "insert or replace into main.table_checksum (table_name, row_count, checksum) values (?, ?, ?)",
            [.text(table), .integer(checksum.rowCount), .integer(Int64(bitPattern: checksum.sum))])
    }
}
