import CSQLite

extension Connection {
    /// Sees to it that all connections of the process together take no more memory for SQLite's own use; a statement that
    /// needs more fails with an `SQLError` with `isOutOfMemory`.
    public static func limitMemory(toBytes limit: Int64) {
        _ = sqlite3_hard_heap_limit64(limit)
    }

    /// Has `handler` called again and again while statements run, about every `steps` steps of SQLite's machine; where it
    /// answers false, the statement is interrupted. Nil takes it away.
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
    /// - Complexity: about a microsecond.
    public func checkInterrupt() throws {
        // SQLite itself knows whether the interrupt was of this statement: a statement that runs inside of it asks.
        if interruptProbe == nil { sqlite3_prepare_v2(handle, "select 1", -1, &interruptProbe, nil) }
        defer { sqlite3_reset(interruptProbe) }
        if sqlite3_step(interruptProbe) == SQLITE_INTERRUPT {
            throw SQLError(code: SQLITE_INTERRUPT, message: "interrupted")
        }
    }
}

/// What SQLite keeps for a progress handler.
final class ProgressHandler {
    let goesOn: () -> Bool

    init(_ goesOn: @escaping () -> Bool) { self.goesOn = goesOn }
}
