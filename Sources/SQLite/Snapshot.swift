import CSQLite

/// One state of the file. All statements of a connection see it as long as this object lives, whatever others write.
///
/// A statement that has given a row holds the state. Inside a transaction nothing needs to be held.
package final class Snapshot {
    private var statement: OpaquePointer?

    /// - Throws: `SQLError` if the file cannot be read.
    package init(_ connection: Connection) throws {
        // Every store has a schema, so there is a first row.
        let code = sqlite3_prepare_v2(connection.handle, "select 1 from main.sqlite_schema", -1, &statement, nil)
        guard code == SQLITE_OK else { throw connection.error(code, sql: nil) }
        // What fails here is finalized by `deinit`, which runs for an initializer that throws, too.
        let result = sqlite3_step(statement)
        guard result == SQLITE_ROW || result == SQLITE_DONE else { throw connection.error(result, sql: nil) }
    }

    deinit { sqlite3_finalize(statement) }
}

/// Which state of the file a connection sees, by the numbers that SQLite gives.
package struct FileState: Equatable {
    /// Moves with each commit of anybody.
    private var version: UInt32 = 0
    /// Rows that the connection changed in a transaction that is not committed; 0 outside of one.
    private var pendingChanges: Int64 = 0

    /// - Precondition: a statement of the connection runs, or is held by a `Snapshot`.
    /// - Complexity: O(1), far less than a microsecond.
    package init(_ connection: Connection) {
        sqlite3_file_control(connection.handle, "main", SQLITE_FCNTL_DATA_VERSION, &version)
        if sqlite3_txn_state(connection.handle, "main") == SQLITE_TXN_WRITE {
            pendingChanges = 1 + Int64(sqlite3_total_changes64(connection.handle))
        }
    }
}

extension Connection {
    /// Whether a statement that runs, or a transaction, holds a state of the file already.
    package var holdsState: Bool { sqlite3_txn_state(handle, "main") != SQLITE_TXN_NONE }
}
