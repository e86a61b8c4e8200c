import CSQLite

extension Statement {
    /// Steps of SQLite's machine since the statement was prepared.
    public var machineSteps: Int64 { Int64(sqlite3_stmt_status(handle, SQLITE_STMTSTATUS_VM_STEP, 0)) }
}
