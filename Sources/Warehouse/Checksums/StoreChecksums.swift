import EmbeddedFiles
import SQLite

/// The checksum tables of a store: whether it has them, and how they are added.
enum StoreChecksums {
    /// Whether the store keeps checksums of its small tables.
    ///
    /// - Throws: `SQLError`.
    static func areKept(on connection: Connection) throws -> Bool {
        let statement = try Statement(
            unchecked: "select 1 from main.sqlite_schema where type = 'table' and name = 'table_checksum'",
            on: connection)
        return try statement.step()
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

    /// Adds checksums of the present content to a store of format 3, which has none.
    ///
    /// - Throws: `SQLError`.
    /// - Complexity: O(segments + rows of the small tables).
    static func add(on connection: Connection) throws {
        guard try !areKept(on: connection) else { return }
        try connection.transaction {
            try LoadColumns.add(on: connection)
            for file in EmbeddedFile.all where ["ddl/005-checksums.sql", "ddl/006-field-note.sql"].contains(file.name) {
                try connection.execute(file.text)
            }
            try writeAll(on: connection)
            try connection.execute("pragma user_version = 4")
        }
    }

    /// Writes what every row group has and the checksums of all tables as they are. To be called in a transaction.
    ///
    /// - Throws: `SQLError`.
    static func writeAll(on connection: Connection) throws {
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
    static func write(of names: [String], on connection: Connection) throws {
        for table in names.compactMap({ CheckedTable.named[$0] }) {
            try write(try TableChecksum.current(of: table, on: connection), of: table.name, on: connection)
        }
        try writeSchema(on: connection)
    }

    /// Writes the checksum of the definitions of the store's own tables and indexes as they are.
    ///
    /// - Throws: `SQLError`.
    static func writeSchema(on connection: Connection) throws {
        try write(try TableChecksum.ofSchema(on: connection), of: schemaName, on: connection)
    }

    static let schemaName = "sqlite_schema"

    private static func write(_ checksum: TableChecksum, of table: String, on connection: Connection) throws {
        try connection.executePlainly(
            "insert or replace into main.table_checksum (table_name, row_count, checksum) values (?, ?, ?)",
            [.text(table), .integer(checksum.rowCount), .integer(Int64(bitPattern: checksum.sum))])
    }
}

extension Store {
    /// Runs `body`, which writes what the program itself decides, and updates the checksums.
    ///
    /// - Throws: what `body` throws; `SQLError`.
    func recordingChecksums<Result>(_ body: () throws -> Result) throws -> Result {
        guard connection.recorder == nil, try StoreChecksums.areKept(on: connection) else { return try body() }
        try beginRecording()
        defer { endRecording() }
        return try body()
    }

    /// From here on the connection updates checksums as it writes, and does not verify a table that it is writing.
    func beginRecording() throws {
        connection.recorder = try ChecksumRecorder(connection)
        catalogue.verifier.isSuspended = true
    }

    func endRecording() {
        catalogue.verifier.isSuspended = false
        connection.recorder?.end()
        connection.recorder = nil
    }
}
