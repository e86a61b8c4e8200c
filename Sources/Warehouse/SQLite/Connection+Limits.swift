import CSQLite

extension Connection {
    /// Sees to it that all connections of the process together take no more memory for SQLite's own use; a statement
    /// that needs more fails with an `SQLError` with `isOutOfMemory`.
    public static func limitMemory(toBytes limit: Int64) {
        _ = sqlite3_hard_heap_limit64(limit)
    }

    /// Has `handler` called again and again while statements run, about every `steps` steps of SQLite's machine; where
    /// it answers false, the statement is interrupted. Nil takes it away.
    public func setProgressHandler(steps: Int32 = 10_000, _ handler: (() -> Bool)?) {
        guard let handler else {
            sqlite3_progress_handler(self.handle, 0, nil, nil)
            progressHandler = nil
            return
        }
        let box = ProgressHandler(handler)
        progressHandler = box
        sqlite3_progress_handler(
            self.handle, steps,
            { context in
                guard let context else { return 0 }
                return Unmanaged<ProgressHandler>.fromOpaque(context).takeUnretainedValue().goesOn() ? 0 : 1
            }, Unmanaged.passUnretained(box).toOpaque())
    }

    /// Ends the work of a relation where the statement that asked for it has been interrupted. Long loops outside of
    /// SQLite call it now and then.
    ///
    /// - Throws: `SQLError` with `isInterrupt`.
    /// - Complexity: some microseconds.
    public func checkInterrupt() throws {
        // SQLite itself knows whether the interrupt was of this statement: one that runs inside of it asks. It is not
        // kept, because a handle with statements cannot be closed by a program that we borrow it from.
        var probe: OpaquePointer?
        let code = sqlite3_prepare_v2(handle, "select 1", -1, &probe, nil)
        defer { sqlite3_finalize(probe) }
        if code == SQLITE_INTERRUPT || sqlite3_step(probe) == SQLITE_INTERRUPT {
            throw SQLError(code: SQLITE_INTERRUPT, message: "interrupted")
        }
    }
}

/// What SQLite keeps for a progress handler.
final class ProgressHandler {
    let goesOn: () -> Bool

    init(_ goesOn: @escaping () -> Bool) { self.goesOn = goesOn }
}
