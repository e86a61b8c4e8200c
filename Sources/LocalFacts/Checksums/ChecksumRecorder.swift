import CSQLite
import Columns
import Foundation
import SQLite

/// Updates the checksums of the small tables, and the record of what each row group has, as a connection writes.
///
/// SQLite reports every row before it changes it. The sums of a transaction are written just before its commit, so that
/// a kill cannot separate the rows from their sums.
package final class ChecksumRecorder: ChangeRecorder {
    /// What is recorded about a change to a table.
    private enum Part {
        case checked(CheckedTable)
        /// Of a row group, whose id comes first in the row.
        case rowGroup
        case other
    }

    private unowned let connection: Connection
    private var changes: [CheckedTable: TableChecksum] = [:]
    private var changedRowGroups: Set<Int64> = []
    private var schemaVersion: Int64
    private var row = RowHash()
    /// The table that changed last: consecutive changes are mostly of one table.
    private var last: (name: [CChar], part: Part) = ([0], .other)
    private var select: Statement?
    private var update: Statement?

    /// Starts recording what the connection writes.
    ///
    /// - Throws: `SQLError`.
    package init(_ connection: Connection) throws {
        self.connection = connection
        schemaVersion = try ChecksumRecorder.schemaVersion(connection)
        let context = Unmanaged.passUnretained(self).toOpaque()
        sqlite3_preupdate_hook(
            connection.handle,
            { context, _, operation, database, table, _, _ in
                guard let context, let database, let table, strcmp(database, "main") == 0 else { return }
                Unmanaged<ChecksumRecorder>.fromOpaque(context).takeUnretainedValue().note(operation, table)
            }, context)
        sqlite3_rollback_hook(
            connection.handle,
            { context in
                guard let context else { return }
                Unmanaged<ChecksumRecorder>.fromOpaque(context).takeUnretainedValue().forget()
            }, context)
    }

    /// Ends the recording. To be called before it is released.
    package func end() {
        sqlite3_preupdate_hook(connection.handle, nil, nil)
        sqlite3_rollback_hook(connection.handle, nil, nil)
    }

    private static func schemaVersion(_ connection: Connection) throws -> Int64 {
        let statement = try Statement(unchecked: "pragma main.schema_version", on: connection)
        return try statement.step() ? statement.integer(at: 0) : 0
    }

    private func forget() {
        changes = [:]
        changedRowGroups = []
    }

    private func part(_ table: UnsafePointer<CChar>) -> Part {
        if strcmp(table, last.name) == 0 { return last.part }
        let name = String(cString: table)
        let part: Part =
            switch name {
            case "segment", "text_block", "cube": .rowGroup
            default: CheckedTable.named[name].map(Part.checked) ?? .other
            }
        last = (Array(name.utf8CString), part)
        return part
    }

    private func note(_ operation: Int32, _ table: UnsafePointer<CChar>) {
        let hadRow = operation != SQLITE_INSERT
        let hasRow = operation != SQLITE_DELETE
        switch part(table) {
        case .other: return
        case .rowGroup:
            var value: OpaquePointer?
            if hadRow, sqlite3_preupdate_old(connection.handle, 0, &value) == SQLITE_OK {
                changedRowGroups.insert(sqlite3_value_int64(value))
            }
            if hasRow, sqlite3_preupdate_new(connection.handle, 0, &value) == SQLITE_OK {
                changedRowGroups.insert(sqlite3_value_int64(value))
            }
        case .checked(let table):
            if hadRow { changes[table, default: TableChecksum()].remove(hash(sqlite3_preupdate_old)) }
            if hasRow { changes[table, default: TableChecksum()].add(hash(sqlite3_preupdate_new)) }
        }
    }

    private func hash(
        _ read: (OpaquePointer?, Int32, UnsafeMutablePointer<OpaquePointer?>?) -> Int32
    ) -> UInt64 {
        row.begin()
        for column in 0..<sqlite3_preupdate_count(connection.handle) {
            var value: OpaquePointer?
            _ = read(connection.handle, column, &value)
            row.append(value)
        }
        return row.value
    }

    /// Writes the sums of the transaction's rows. Call it within the transaction, before the commit.
    ///
    /// - Throws: `SQLError`.
    package func flush() throws {
        for group in changedRowGroups.sorted() { try RowGroupContent.write(group, on: connection) }
        changedRowGroups = []
        for (table, change) in changes.sorted(by: { $0.key.name < $1.key.name }) { try write(change, to: table) }
        let changesEditable = changes.contains { $0.key.isEditable && $0.value != TableChecksum() }
        changes = [:]
        let version = try ChecksumRecorder.schemaVersion(connection)
        if version != schemaVersion || changesEditable {
            schemaVersion = version
            try StoreChecksums.writeSchema(on: connection)
        }
    }

    private func write(_ change: TableChecksum, to table: CheckedTable) throws {
        guard change != TableChecksum() else { return }
        let select =
            try self.select
            ?? Statement(
                unchecked: "select row_count, checksum from main.table_checksum where table_name = ?", on: connection)
        self.select = select
        let update =
            try self.update
            ?? Statement(
                unchecked: "update main.table_checksum set row_count = ?, checksum = ? where table_name = ?",
                on: connection)
        self.update = update
        defer {
            select.reset()
            update.reset()
        }
        try select.bind(.text(table.name), at: 1)
        // A lost checksum is not made again: the rows that it would be made from may be damaged.
        guard try select.step() else { return }
        let sum =
            TableChecksum(
                rowCount: select.integer(at: 0), sum: UInt64(bitPattern: select.integer(at: 1))) + change
        select.reset()
        try update.bind([.integer(sum.rowCount), .integer(Int64(bitPattern: sum.sum)), .text(table.name)])
        _ = try update.stepPlainly()
    }
}
