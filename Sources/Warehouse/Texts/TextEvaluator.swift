import CSQLite
import Functions
import SQLite

/// Evaluates a text expression on one thread at a time.
final class TextEvaluator: @unchecked Sendable {
    private let connection: Connection
    private let statement: Statement
    private let handle: OpaquePointer
    /// The text that is bound, and a zero after it.
    private var buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 12, alignment: 1)

    /// - Throws: `SQLError` if SQLite cannot prepare the expression.
    init(_ expression: TextExpression) throws {
        connection = try Connection(path: ":memory:", access: .create)
        try SQLFunctions.register(on: connection)
        let column = SQLName.quoted(expression.column.name)
        // The cast gives the parameter the affinity of a text column and changes no text.
        statement = try Statement(
            unchecked: "select \(expression.sql) from (select cast(?1 as text) as \(column))", on: connection)
        handle = statement.handle
    }

    deinit { buffer.deallocate() }

    /// The code of the expression's value for a text, nil for null.
    ///
    /// - Throws: `SQLError` if the expression has none.
    func code(of text: UnsafeRawBufferPointer?, in values: inout DistinctValues) throws -> UInt32 {
        if let text {
            bind(text)
        } else {
            sqlite3_bind_null(handle, 1)
        }
        defer { sqlite3_reset(handle) }
        let step = sqlite3_step(handle)
        guard step == SQLITE_ROW else { throw connection.error(step, sql: nil) }
        switch sqlite3_column_type(handle, 0) {
        case SQLITE_NULL: return 0
        case SQLITE_INTEGER: return values.code(of: .integer(sqlite3_column_int64(handle, 0)))
        case SQLITE_FLOAT: return values.code(of: .real(sqlite3_column_double(handle, 0)))
        case SQLITE_TEXT:
            let start = sqlite3_column_text(handle, 0)
            let bytes = UnsafeRawBufferPointer(start: start, count: Int(sqlite3_column_bytes(handle, 0)))
            return values.code(ofText: bytes)
        default: return values.code(of: SQLValue(sqlite3_column_value(handle, 0)))
        }
    }

    /// Binds a copy of a text that ends with a zero.
    ///
    /// SQLite's functions want such a text, and would make a copy each time in memory that all threads take turns for:
    /// with two threads, that was half of the time.
    private func bind(_ text: UnsafeRawBufferPointer) {
        if text.count >= buffer.count {
            buffer.deallocate()
            buffer = .allocate(byteCount: 2 * text.count + 1, alignment: 1)
        }
        buffer.copyMemory(from: text)
        buffer[text.count] = 0
        // A text with a zero within has to be bound with its length. The buffer stays as it is until the value is read.
        let length = text.contains(0) ? Int32(clamping: text.count) : -1
        let start = buffer.baseAddress?.assumingMemoryBound(to: CChar.self)
        sqlite3_bind_text(handle, 1, start, length, nil)
    }
}
