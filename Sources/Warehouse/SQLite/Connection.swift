import CSQLite

/// One connection to an SQLite file, for use by one task at a time; only `interrupt` may be called from elsewhere.
public final class Connection {
    /// How the file is opened.
    public enum Access: Sendable {
        case readOnly
        case readWrite
        /// Makes the file where it is absent.
        case create
    }

    let handle: OpaquePointer
    public let path: String

    /// - Throws: `SQLError` where the file cannot be opened.
    public init(path: String, access: Access) throws {
        let flags =
            switch access {
            case .readOnly: SQLITE_OPEN_READONLY
            case .readWrite: SQLITE_OPEN_READWRITE
            case .create: SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE
            }
        var opened: OpaquePointer?
        let code = sqlite3_open_v2(path, &opened, flags | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE, nil)
        guard code == SQLITE_OK, let opened else {
            let message = opened.map { String(cString: sqlite3_errmsg($0)) } ?? String(cString: sqlite3_errstr(code))
            sqlite3_close_v2(opened)
            throw SQLError(code: code, message: message)
        }
        self.handle = opened
        self.path = path
        sqlite3_busy_timeout(opened, 5_000)
    }

    deinit { sqlite3_close_v2(handle) }

    /// Runs one or more statements and drops their rows.
    ///
    /// - Throws: `SQLError`.
    public func execute(_ sql: String) throws {
        var rest = Substring(sql)
        while !rest.isEmpty {
            let (statement, next) = try prepareFirst(String(rest))
            guard let statement else { break }
            while try statement.step() {}
            rest = next
        }
    }

    /// Runs one statement with parameters and drops its rows.
    ///
    /// - Throws: `SQLError`.
    public func execute(_ sql: String, _ parameters: SQLValue...) throws {
        let statement = try prepare(sql)
        try statement.bind(parameters)
        while try statement.step() {}
    }

    /// Prepares one statement.
    ///
    /// - Throws: `SQLError`, also where the text holds no statement or more than one.
    public func prepare(_ sql: String) throws -> Statement {
        let (statement, rest) = try prepareFirst(sql)
        guard let statement else { throw SQLError(code: SQLITE_MISUSE, message: "there is no statement", sql: sql) }
        if try prepareFirst(String(rest)).statement != nil {
            throw SQLError(
                code: SQLITE_MISUSE, message: "one statement is expected, and another follows", sql: sql,
                offset: sql.utf8.count - rest.utf8.count)
        }
        return statement
    }

    /// Prepares the first statement of a script; nil where only blanks and comments are left.
    ///
    /// - Throws: `SQLError`.
    public func prepareFirst(_ sql: String) throws -> (statement: Statement?, rest: Substring) {
        var prepared: OpaquePointer?
        var consumed = 0
        var text = sql
        let code = text.withUTF8 { utf8 in
            utf8.withMemoryRebound(to: CChar.self) { characters in
                var tail: UnsafePointer<CChar>?
                let code = sqlite3_prepare_v2(
                    handle, characters.baseAddress, Int32(clamping: utf8.count), &prepared, &tail)
                if let tail, let base = characters.baseAddress { consumed = tail - base }
                return code
            }
        }
        guard code == SQLITE_OK else { throw error(code, sql: sql) }
        let rest = Substring(sql.utf8.dropFirst(consumed))
        guard let prepared else {
            // Blanks or a comment: what follows may still be a statement.
            return rest.isEmpty || consumed == 0 ? (nil, "") : try prepareFirst(String(rest))
        }
        return (Statement(prepared, connection: self), rest)
    }

    /// All rows of a statement.
    ///
    /// - Throws: `SQLError`.
    public func rows(_ sql: String, _ parameters: SQLValue...) throws -> [[SQLValue]] {
        let statement = try prepare(sql)
        try statement.bind(parameters)
        var rows: [[SQLValue]] = []
        while try statement.step() { rows.append(statement.row()) }
        return rows
    }

    /// The first column of the first row, null where there is none.
    ///
    /// - Throws: `SQLError`.
    public func value(_ sql: String, _ parameters: SQLValue...) throws -> SQLValue {
        let statement = try prepare(sql)
        try statement.bind(parameters)
        return try statement.step() ? statement.value(at: 0) : .null
    }

    /// Runs `body` in a transaction, which is rolled back where it throws.
    ///
    /// - Throws: what `body` throws, or `SQLError`.
    public func transaction<Result>(_ body: () throws -> Result) throws -> Result {
        try execute("begin immediate")
        do {
            let result = try body()
            try execute("commit")
            return result
        } catch {
            // The first error is the one to tell; SQLite may have rolled back by itself.
            try? execute("rollback")
            throw error
        }
    }

    /// Stops the running statement, which then throws an `SQLError` with `isInterrupt`. Callable from any thread.
    public func interrupt() { sqlite3_interrupt(handle) }

    /// The row id of the last insert.
    public var lastInsertedRow: Int64 { sqlite3_last_insert_rowid(handle) }

    func error(_ code: Int32, sql: String?) -> SQLError {
        let offset = sqlite3_error_offset(handle)
        return SQLError(
            code: code, message: String(cString: sqlite3_errmsg(handle)), sql: sql,
            offset: offset >= 0 ? Int(offset) : nil)
    }
}
