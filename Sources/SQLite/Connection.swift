import CSQLite
import Foundation

/// One connection to an SQLite file, for use by one task at a time; only `interrupt` may be called from elsewhere.
public final class Connection {
    /// How the file is opened.
    public enum Access: Sendable {
        case readOnly
        /// For reading, if the folder cannot be written and so no other process can write the file either.
        case immutable
        case readWrite
        /// Makes the file where it is absent.
        case create
    }

    /// The version of the SQLite library, such as 3.40.1.
    public static var libraryVersion: String { String(cString: sqlite3_libversion()) }

    package let handle: OpaquePointer
    public let path: String
    /// Objects whose addresses SQLite has live as long as the connection.
    public internal(set) var readingPolicy: ReadingPolicy?
    package var progressHandler: ProgressHandler?
    public let progress = WorkProgress()
    /// Returns a statement in a form that costs less and has the same answer; nil if it stays as written.
    package var rewrite: ((String) -> StatementRewrite?)?
    /// Updates the caches to the state that the next statement sees. Called before a statement is prepared.
    package var follow: (() throws -> Void)?
    /// Refuses a statement that reads what is damaged. Called when it is prepared.
    package var verify: ((String) throws -> Void)?
    /// Whether a relation has stopped because the store is damaged or the engine of an outside table failed, since this
    /// was last set to false. Another form of the statement would stop, too.
    package var metFailure = false
    /// Updates checksums as the connection writes; nil while nothing is recorded.
    package var recorder: (any ChangeRecorder)?
    /// Another program's handle, which that program closes.
    private let isBorrowed: Bool
    private let leavesLog: Bool
    /// Prevents results from being written over the file; nil for a handle of another program.
    private let fileInUse: FilesInUse.Entry?
    /// Returns the prepared statement, or one with the same meaning that costs less.
    package var refine: (OpaquePointer, Connection) -> OpaquePointer = { statement, _ in statement }

    /// - Throws: `SQLError` if the file cannot be opened.
    public init(path: String, access: Access) throws {
        let flags =
            switch access {
            case .readOnly: SQLITE_OPEN_READONLY
            case .immutable: SQLITE_OPEN_READONLY | SQLITE_OPEN_URI
            case .readWrite: SQLITE_OPEN_READWRITE
            case .create: SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE
            }
        var opened: OpaquePointer?
        let name = access == .immutable ? Connection.immutableURI(path) : path
        let code = sqlite3_open_v2(name, &opened, flags | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE, nil)
        guard code == SQLITE_OK, let opened else {
            let message = opened.map { String(cString: sqlite3_errmsg($0)) } ?? String(cString: sqlite3_errstr(code))
            sqlite3_close_v2(opened)
            throw SQLError(code: code, message: message)
        }
        self.handle = opened
        self.path = path
        isBorrowed = false
        leavesLog = access == .readOnly
        fileInUse = FilesInUse.Entry(path)
        sqlite3_busy_timeout(opened, 5_000)
    }

    /// Uses a handle that somebody else has opened and will close.
    package init(borrowing handle: OpaquePointer) {
        self.handle = handle
        path = sqlite3_db_filename(handle, "main").map { String(cString: $0) } ?? ""
        isBorrowed = true
        leavesLog = false
        fileInUse = nil
    }

    deinit {
        if !isBorrowed { sqlite3_close_v2(handle) }
        if leavesLog { Connection.removeLog(beside: path) }
    }

    /// Removes the log and its index, which a read-only connection has to make and cannot remove.
    ///
    /// SQLite removes them when a writable connection is closed and no other has the file open, as it sees from the
    /// locks. Before that, it copies what a writer left in the log to the file. If the file cannot be written,
    /// everything stays.
    private static func removeLog(beside path: String) {
        guard access(path + "-wal", F_OK) == 0 else { return }
        var opened: OpaquePointer?
        if sqlite3_open_v2(path, &opened, SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX, nil) == SQLITE_OK {
            // A connection that has read nothing does not know about a log.
            sqlite3_exec(opened, "pragma user_version", nil, nil, nil)
        }
        sqlite3_close_v2(opened)
    }

    /// Characters with a meaning in an SQLite URI are written as hexadecimal codes.
    private static func immutableURI(_ path: String) -> String {
        let escaped = path.replacing("%", with: "%25").replacing("?", with: "%3f").replacing("#", with: "%23")
        return "file:\(escaped)?immutable=1"
    }

    /// How long a statement waits for another connection that writes; 5 seconds by default.
    public func waitForOthers(seconds: Double) {
        sqlite3_busy_timeout(handle, Int32(clamping: Int64(min(seconds, 1e6) * 1000)))
    }

    /// Runs one or more statements and drops their rows.
    ///
    /// - Throws: `SQLError`.
    public func execute(_ sql: String) throws {
        var rest = Substring(sql)
        while let statement = try next(of: sql, from: &rest) {
            while try statement.step() {}
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

    /// Runs one statement of the program itself, regardless of what is recorded.
    ///
    /// - Throws: `SQLError`.
    package func executePlainly(_ sql: String, _ parameters: [SQLValue] = []) throws {
        let statement = try Statement(unchecked: sql, on: self)
        try statement.bind(parameters)
        while try statement.stepPlainly() {}
    }

    /// Prepares one statement.
    ///
    /// - Throws: `SQLError`, also where the text holds no statement or more than one.
    public func prepare(_ sql: String) throws -> Statement {
        var rest = Substring(sql)
        guard let statement = try next(of: sql, from: &rest) else {
            throw SQLError(code: SQLITE_MISUSE, message: "there is no statement", sql: sql)
        }
        let end = sql.utf8.count - rest.utf8.count
        if try next(of: sql, from: &rest) != nil {
            throw SQLError(
                code: SQLITE_MISUSE, message: "one statement is expected, and another follows", sql: sql, offset: end)
        }
        return statement
    }

    /// Prepares the first statement of a script; nil if only blanks and comments are left.
    ///
    /// - Throws: `SQLError`.
    public func prepareFirst(_ sql: String) throws -> (statement: Statement?, rest: Substring) {
        var rest = Substring(sql)
        let statement = try next(of: sql, from: &rest)
        return (statement, rest)
    }

    /// Prepares the next statement of a script and moves past it; nil if only blanks and comments are left.
    private func next(of script: String, from rest: inout Substring) throws -> Statement? {
        while !rest.isEmpty {
            try follow?()
            let start = script.utf8.count - rest.utf8.count
            var prepared: OpaquePointer?
            var consumed = 0
            let code = rest.withUTF8 { utf8 in
                utf8.withMemoryRebound(to: CChar.self) { characters in
                    var tail: UnsafePointer<CChar>?
                    let code = sqlite3_prepare_v2(
                        handle, characters.baseAddress, Int32(clamping: utf8.count), &prepared, &tail)
                    if let tail, let base = characters.baseAddress { consumed = tail - base }
                    return code
                }
            }
            guard code == SQLITE_OK else {
                var error = error(code, sql: script)
                error.offset = error.offset.map { start + $0 }
                throw error
            }
            rest = Substring(rest.utf8.dropFirst(consumed))
            if let prepared {
                let statement = Statement(refine(prepared, self), connection: self)
                if statement.takesRowsOver { try verify?(statement.sql) }
                if let (other, givesCombinations) = rewritten(statement) {
                    statement.runInstead(other, givesCombinations: givesCombinations)
                }
                return statement
            }
            // SQLite ends a text at a NUL and would silently drop the rest.
            guard consumed > 0 else {
                throw SQLError(code: SQLITE_ERROR, message: "a statement holds a NUL", sql: script, offset: start)
            }
        }
        return nil
    }

    /// The statement in a form that costs less; nil if there is none that SQLite accepts with the same columns and
    /// parameters.
    private func rewritten(_ statement: Statement) -> (OpaquePointer, givesCombinations: Bool)? {
        guard let rewritten = rewrite?(statement.sql) else { return nil }
        var prepared: OpaquePointer?
        guard sqlite3_prepare_v2(handle, rewritten.sql, -1, &prepared, nil) == SQLITE_OK, let prepared else {
            return nil
        }
        let refined = refine(prepared, self)
        // Texts that are read would be grouped by, and hardly any two are equal.
        guard statement.hasSameShape(as: refined), !rewritten.comparesTexts || refined != prepared else {
            sqlite3_finalize(refined)
            return nil
        }
        return (refined, rewritten.givesCombinations)
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

    /// The first column of the first row, null if there is none.
    ///
    /// - Throws: `SQLError`.
    public func value(_ sql: String, _ parameters: SQLValue...) throws -> SQLValue {
        let statement = try prepare(sql)
        try statement.bind(parameters)
        return try statement.step() ? statement.value(at: 0) : .null
    }

    /// Runs `body` in a transaction, which is rolled back where it throws. Within another transaction it is a part of
    /// that one: an error must then leave the outer one as well.
    ///
    /// - Throws: what `body` throws, or `SQLError`.
    public func transaction<Result>(_ body: () throws -> Result) throws -> Result {
        guard sqlite3_get_autocommit(handle) != 0 else { return try body() }
        try execute("begin immediate")
        do {
            let result = try body()
            try execute("commit")
            return result
        } catch {
            // The first error is the one to report; SQLite may have rolled back already.
            try? execute("rollback")
            throw error
        }
    }

    /// Stops the running statement, which then throws an `SQLError` with `isInterrupt`. Callable from any thread.
    public func interrupt() { sqlite3_interrupt(handle) }

    /// The statements that have been started and have not ended.
    package var runningStatements: [String] {
        var running: [String] = []
        var next = sqlite3_next_stmt(handle, nil)
        while let statement = next {
            if sqlite3_stmt_busy(statement) != 0, let sql = sqlite3_sql(statement) {
                running.append(String(cString: sql))
            }
            next = sqlite3_next_stmt(handle, statement)
        }
        return running
    }

    /// The row id of the last insert.
    public var lastInsertedRow: Int64 { sqlite3_last_insert_rowid(handle) }

    package func error(_ code: Int32, sql: String?) -> SQLError {
        let offset = sqlite3_error_offset(handle)
        var error = SQLError(
            code: code, message: String(cString: sqlite3_errmsg(handle)), sql: sql,
            offset: offset >= 0 ? Int(offset) : nil)
        // "not authorized" says neither what was denied nor why.
        if error.isRefusal, let denial = readingPolicy?.denial {
            error.code = SQLITE_AUTH
            error.message = "\(denial)"
        }
        if error.isSystemFailure {
            let systemError = sqlite3_system_errno(handle)
            error.systemError = systemError == 0 ? nil : systemError
        }
        return error
    }
}
