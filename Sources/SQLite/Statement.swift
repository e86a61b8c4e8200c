import CSQLite

/// A prepared statement; its rows come one by one.
public final class Statement {
    package private(set) var handle: OpaquePointer
    private let connection: Connection
    /// The statement as written, if another one with the same answer runs instead.
    private var asWritten: OpaquePointer?
    private var hasRow = false
    /// The columns of the statement when it was prepared, which its rows are read as.
    private let preparedColumnCount: Int32
    /// A row of the result may stand for several samples, whose number a bare `n` shows.
    public private(set) var givesCombinations = false

    /// SQLite copies what is bound so.
    private static let transient = unsafeBitCast(-1, to: sqlite3_destructor_type.self)

    package init(_ handle: OpaquePointer, connection: Connection) {
        self.handle = handle
        self.connection = connection
        preparedColumnCount = sqlite3_column_count(handle)
    }

    /// A statement of the program itself, which is neither rewritten nor checked for the tables that it reads.
    ///
    /// - Throws: `SQLError`.
    package convenience init(unchecked sql: String, on connection: Connection) throws {
        var prepared: OpaquePointer?
        let code = sqlite3_prepare_v2(connection.handle, sql, -1, &prepared, nil)
        guard code == SQLITE_OK, let prepared else { throw connection.error(code, sql: sql) }
        self.init(prepared, connection: connection)
    }

    /// The same, compiled in the form that costs less.
    ///
    /// - Throws: `SQLError`.
    package convenience init(refined sql: String, on connection: Connection) throws {
        var prepared: OpaquePointer?
        let code = sqlite3_prepare_v2(connection.handle, sql, -1, &prepared, nil)
        guard code == SQLITE_OK, let prepared else { throw connection.error(code, sql: sql) }
        self.init(connection.refine(prepared, connection), connection: connection)
    }

    deinit {
        sqlite3_finalize(handle)
        sqlite3_finalize(asWritten)
    }

    /// The statement as written.
    public var sql: String { sqlite3_sql(asWritten ?? handle).map { String(cString: $0) } ?? "" }

    /// The statement over combinations that runs instead of the written one; nil if the written one runs.
    public var rewrittenSQL: String? {
        asWritten == nil ? nil : sqlite3_sql(handle).map { String(cString: $0) }
    }

    /// Runs another statement with the same answer instead of this one.
    package func runInstead(_ other: OpaquePointer, givesCombinations: Bool) {
        asWritten = handle
        handle = other
        self.givesCombinations = givesCombinations
    }

    /// Whether another statement has the same columns and parameters.
    package func hasSameShape(as other: OpaquePointer) -> Bool {
        func names(_ statement: OpaquePointer) -> [String?] {
            let columns = (0..<sqlite3_column_count(statement)).map { sqlite3_column_name(statement, $0) }
            let parameters = (0..<sqlite3_bind_parameter_count(statement)).map {
                sqlite3_bind_parameter_name(statement, $0 + 1)
            }
            return (columns + parameters).map { $0.map { String(cString: $0) } }
        }
        return sqlite3_column_count(handle) == sqlite3_column_count(other) && names(handle) == names(other)
    }

    public var columnCount: Int { Int(sqlite3_column_count(handle)) }

    public var columnNames: [String] {
        (0..<Int32(columnCount)).map { sqlite3_column_name(handle, $0).map { String(cString: $0) } ?? "" }
    }

    /// The statement changes nothing.
    public var isReadOnly: Bool { sqlite3_stmt_readonly(handle) != 0 }

    /// The names of the parameters with their prefix (`$min_n`); nil for a bare `?`.
    public var parameterNames: [String?] {
        (0..<sqlite3_bind_parameter_count(handle)).map { index in
            sqlite3_bind_parameter_name(handle, index + 1).map { String(cString: $0) }
        }
    }

    /// Binds a parameter by its number, from 1.
    ///
    /// - Throws: `SQLError` if there is no such parameter.
    public func bind(_ value: SQLValue, at index: Int) throws {
        for handle in [handle, asWritten].compactMap(\.self) {
            let code = Statement.bind(value, at: Int32(clamping: index), to: handle)
            guard code == SQLITE_OK else { throw connection.error(code, sql: sql) }
        }
    }

    private static func bind(_ value: SQLValue, at index: Int32, to handle: OpaquePointer) -> Int32 {
        switch value {
        case .null: sqlite3_bind_null(handle, index)
        case .integer(let value): sqlite3_bind_int64(handle, index, value)
        case .real(let value): sqlite3_bind_double(handle, index, value)
        case .text(let value): bind(value, at: index, to: handle)
        case .blob(let value):
            value.isEmpty
                ? sqlite3_bind_zeroblob(handle, index, 0)
                : sqlite3_bind_blob64(handle, index, value, UInt64(value.count), Statement.transient)
        }
    }

    private static func bind(_ text: String, at index: Int32, to handle: OpaquePointer) -> Int32 {
        var text = text
        return text.withUTF8 { utf8 in
            utf8.withMemoryRebound(to: CChar.self) { characters in
                sqlite3_bind_text64(
                    handle, index, characters.baseAddress ?? UnsafePointer(bitPattern: 1), UInt64(characters.count),
                    Statement.transient, UInt8(SQLITE_UTF8))
            }
        }
    }

    /// Binds a parameter by its name, prefix included.
    ///
    /// - Throws: `SQLError` if there is no such parameter.
    public func bind(_ value: SQLValue, to name: String) throws {
        let index = sqlite3_bind_parameter_index(handle, name)
        guard index > 0 else {
            throw SQLError(code: SQLITE_RANGE, message: "the statement has no parameter \(name)", sql: sql)
        }
        try bind(value, at: Int(index))
    }

    /// Binds the parameters in their order.
    ///
    /// - Throws: `SQLError`.
    public func bind(_ values: [SQLValue]) throws {
        for (index, value) in values.enumerated() { try bind(value, at: index + 1) }
    }

    /// Goes to the next row; false at the end.
    ///
    /// - Throws: `SQLError`.
    public func step() throws -> Bool {
        guard let recorder = connection.recorder, effect != .none else { return try stepPlainly() }
        let isAlone = sqlite3_get_autocommit(connection.handle) != 0
        switch effect {
        case .commit where !isAlone: try recorder.flush()
        case .change where isAlone: return try stepInTransaction(recorder)
        case .commit, .change, .none: break
        }
        return try stepPlainly()
    }

    /// What the statement does to checksums that are kept.
    private enum Effect { case none, change, commit }

    private lazy var effect: Effect = {
        switch sql.drop(while: \.isWhitespace).prefix(while: \.isLetter).lowercased() {
        case "commit", "end", "release": .commit
        case "insert", "update", "delete", "replace", "with", "create", "drop", "alter":
            sqlite3_stmt_readonly(handle) == 0 && columnCount == 0 ? .change : .none
        default: .none
        }
    }()

    /// Whether rows that the statement reads become an answer or other rows. A statement that only changes rows in
    /// place is allowed to repair a damaged table.
    package var takesRowsOver: Bool {
        let verb = sql.drop(while: \.isWhitespace).prefix(while: \.isLetter).lowercased()
        return verb != "update" && verb != "delete"
    }

    /// Runs a statement in a transaction of its own, together with its changes of checksums.
    private func stepInTransaction(_ recorder: any ChangeRecorder) throws -> Bool {
        try connection.executePlainly("begin immediate")
        do {
            let hasRow = try stepPlainly()
            try recorder.flush()
            try connection.executePlainly("commit")
            return hasRow
        } catch {
            try? connection.executePlainly("rollback")
            throw error
        }
    }

    /// Goes to the next row, whatever is recorded.
    ///
    /// - Throws: `SQLError`.
    package func stepPlainly() throws -> Bool {
        let code = sqlite3_step(handle)
        switch code {
        case SQLITE_ROW:
            // SQLite compiles a statement again if the schema has changed, and `*` may then have other columns.
            guard hasRow || sqlite3_column_count(handle) == preparedColumnCount else {
                sqlite3_reset(handle)
                throw SQLError(
                    code: SQLITE_SCHEMA, message: "a load has changed the columns meanwhile: run the statement again",
                    sql: sql)
            }
            hasRow = true
            return true
        case SQLITE_DONE: return false
        default:
            let metFailure = connection.metFailure
            connection.metFailure = false
            // If cubes are damaged, the rows may be undamaged, but sums over them differ in the last digit.
            if code & 0xFF != SQLITE_INTERRUPT, !metFailure, !hasRow, let written = asWritten {
                // The error is reported for the statement as written, if that fails too.
                sqlite3_finalize(handle)
                handle = written
                asWritten = nil
                givesCombinations = false
                return try stepPlainly()
            }
            throw connection.error(code, sql: sql)
        }
    }

    /// Makes the statement ready to run again with new parameters.
    public func reset() {
        hasRow = false
        for handle in [handle, asWritten].compactMap(\.self) {
            sqlite3_reset(handle)
            sqlite3_clear_bindings(handle)
        }
    }

    /// Runs the statement once with these parameters.
    ///
    /// - Throws: `SQLError`.
    package func run(_ values: SQLValue...) throws {
        reset()
        try bind(values)
        while try step() {}
    }

    /// A column of the current row; null for a column that there is not.
    public func value(at column: Int) -> SQLValue {
        SQLValue(sqlite3_column_value(handle, Int32(clamping: column)))
    }

    /// The current row.
    public func row() -> [SQLValue] { (0..<columnCount).map { value(at: $0) } }

    /// The bytes of a blob of the current row, without a copy through `SQLValue`.
    package func bytes(at column: Int32) -> [UInt8] {
        let count = Int(sqlite3_column_bytes(handle, column))
        return [UInt8](UnsafeRawBufferPointer(start: sqlite3_column_blob(handle, column), count: count))
    }

    /// Calls `body` with the bytes of a blob of the current row, where they lie.
    package func withBytes<Result>(at column: Int32, _ body: (UnsafeRawBufferPointer) throws -> Result) rethrows
        -> Result
    {
        // The blob comes first: it may change what the count is.
        let start = sqlite3_column_blob(handle, column)
        return try body(UnsafeRawBufferPointer(start: start, count: Int(sqlite3_column_bytes(handle, column))))
    }

    /// The `sqlite3_value *` of a column of the current row.
    package func rawValue(at column: Int32) -> OpaquePointer? { sqlite3_column_value(handle, column) }

    package func integer(at column: Int32) -> Int64 { sqlite3_column_int64(handle, column) }

    package func isNull(at column: Int32) -> Bool { sqlite3_column_type(handle, column) == SQLITE_NULL }
}
