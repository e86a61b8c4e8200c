import CSQLite
import SQLite

/// `octet_length`, the bytes of a text in UTF-8, as SQLite has it from 3.43 on.
enum OctetLengthFunction {
    /// - Throws: `SQLError`.
    static func register(on connection: Connection) throws {
        let flags = SQLITE_UTF8 | SQLITE_DETERMINISTIC | SQLITE_INNOCUOUS
        let code = sqlite3_create_function_v2(
            connection.handle, "octet_length", 1, flags, nil,
            { context, _, values in
                let value = values?.pointee
                guard sqlite3_value_type(value) != SQLITE_NULL else { return sqlite3_result_null(context) }
                sqlite3_result_int(context, sqlite3_value_bytes(value))
            }, nil, nil, nil)
        guard code == SQLITE_OK else { throw connection.error(code, sql: nil) }
    }
}
