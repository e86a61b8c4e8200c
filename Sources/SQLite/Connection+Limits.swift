import CSQLite

extension Connection {
    /// Limits the memory that SQLite uses for all connections of the process together. A statement that needs more
    /// fails with an `SQLError` with `isOutOfMemory`.
    public static func limitMemory(toBytes limit: Int64) {
        _ = sqlite3_hard_heap_limit64(limit)
    }

    /// Calls `handler` repeatedly while statements run, about every `steps` steps of SQLite's machine. If it returns
    /// false, the statement is interrupted. Nil removes the handler.
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

    /// Ends the work of a relation if its statement has been interrupted. Long loops outside of SQLite call it
    /// periodically.
    ///
    /// - Throws: `SQLError` with `isInterrupt`.
    /// - Complexity: some microseconds.
    public func checkInterrupt() throws {
        // Only SQLite knows whether this statement was interrupted, so a statement that runs inside of it asks. That
        // statement is not kept, because another program cannot close its handle while the handle has statements.
        var probe: OpaquePointer?
        let code = sqlite3_prepare_v2(handle, "select 1", -1, &probe, nil)
        defer { sqlite3_finalize(probe) }
        if code == SQLITE_INTERRUPT || sqlite3_step(probe) == SQLITE_INTERRUPT {
            throw SQLError(code: SQLITE_INTERRUPT, message: "interrupted")
        }
    }
}

/// What SQLite keeps for a progress handler.
package final class ProgressHandler {
    package let goesOn: () -> Bool

    package init(_ goesOn: @escaping () -> Bool) { self.goesOn = goesOn }
}
