import CSQLite

/// The little of SQLite that a ledger needs.
final class LedgerDatabase {
    enum Value {
        case null
        case integer(Int)
        case real(Double)
        case text(String)
        case blob([UInt8])

        init(_ integer: Int?) { self = integer.map(Value.integer) ?? .null }
        init(_ text: String?) { self = text.map(Value.text) ?? .null }
    }

    /// SQLite copies what is bound so.
    private static let transient = unsafeBitCast(-1, to: sqlite3_destructor_type.self)
    private static let busyMilliseconds: Int32 = 10_000

    private let path: String
    private let handle: OpaquePointer
    private var statements: [String: OpaquePointer] = [:]

    /// - Throws: `LedgerError`.
    init(path: String) throws {
        var opened: OpaquePointer?
        let flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOMUTEX
        let code = sqlite3_open_v2(path, &opened, flags, nil)
        guard code == SQLITE_OK, let opened else {
            sqlite3_close_v2(opened)
            throw LedgerError.sqlite(path: path, code: code, message: String(cString: sqlite3_errstr(code)))
        }
        self.path = path
        handle = opened
        sqlite3_busy_timeout(handle, Self.busyMilliseconds)
    }

    deinit {
        statements.values.forEach { sqlite3_finalize($0) }
        sqlite3_close_v2(handle)
    }

    /// Runs statements without parameters.
    func execute(_ sql: String) throws {
        let code = sqlite3_exec(handle, sql, nil, nil, nil)
        guard code == SQLITE_OK else { throw error(code) }
    }

    /// Runs a statement, which is kept for the next time.
    ///
    /// - Parameter row: is called with each row.
    func run(_ sql: String, _ values: [Value] = [], row: (Row) throws -> Void = { _ in }) throws {
        let statement = try prepared(sql)
        defer {
            sqlite3_reset(statement)
            sqlite3_clear_bindings(statement)
        }
        for (index, value) in values.enumerated() { try bind(value, to: Int32(index + 1), of: statement) }
        while true {
            let code = sqlite3_step(statement)
            if code == SQLITE_DONE { return }
            guard code == SQLITE_ROW else { throw error(code) }
            try row(Row(statement: statement))
        }
    }

    /// Runs a body within a transaction, which is rolled back if it throws.
    func transaction(_ body: () throws -> Void) throws {
        try execute("begin immediate")
        do {
            try body()
            try execute("commit")
        } catch {
            try? execute("rollback")
            throw error
        }
    }

    private func prepared(_ sql: String) throws -> OpaquePointer {
        if let known = statements[sql] { return known }
        var statement: OpaquePointer?
        let code = sqlite3_prepare_v3(handle, sql, -1, UInt32(SQLITE_PREPARE_PERSISTENT), &statement, nil)
        guard code == SQLITE_OK, let statement else { throw error(code) }
        statements[sql] = statement
        return statement
    }

    private func bind(_ value: Value, to index: Int32, of statement: OpaquePointer) throws {
        let code =
            switch value {
            case .null: sqlite3_bind_null(statement, index)
            case .integer(let integer): sqlite3_bind_int64(statement, index, Int64(integer))
            case .real(let real): sqlite3_bind_double(statement, index, real)
            case .text(let text): sqlite3_bind_text(statement, index, text, Int32(text.utf8.count), Self.transient)
            case .blob(let bytes): sqlite3_bind_blob(statement, index, bytes, Int32(bytes.count), Self.transient)
            }
        guard code == SQLITE_OK else { throw error(code) }
    }

    private func error(_ code: Int32) -> LedgerError {
        .sqlite(path: path, code: code, message: String(cString: sqlite3_errmsg(handle)))
    }

    /// The current row of a statement.
    struct Row {
        fileprivate let statement: OpaquePointer

        func integer(_ column: Int32) -> Int { Int(sqlite3_column_int64(statement, column)) }

        func text(_ column: Int32) -> String? {
            sqlite3_column_text(statement, column).map { String(cString: $0) }
        }

        func blob(_ column: Int32) -> [UInt8] {
            let count = Int(sqlite3_column_bytes(statement, column))
            return Array(UnsafeRawBufferPointer(start: sqlite3_column_blob(statement, column), count: count))
        }
    }
}
