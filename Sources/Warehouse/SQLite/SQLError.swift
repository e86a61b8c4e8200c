import CSQLite

/// What SQLite says was wrong with a statement, and where.
public struct SQLError: Error, Sendable, Equatable {
    /// SQLite's result code, such as `SQLITE_ERROR`.
    public var code: Int32
    public var message: String
    /// The statement; nil where the error is of the connection.
    public var sql: String?
    /// The byte of the statement at which SQLite stopped, where it knows.
    public var offset: Int?

    /// SQLite's code for an error of the statement itself, `SQLITE_ERROR`.
    public static let generic: Int32 = SQLITE_ERROR

    public init(code: Int32, message: String, sql: String? = nil, offset: Int? = nil) {
        self.code = code
        self.message = message
        self.sql = sql
        self.offset = offset
    }

    /// SQLite could not make or write a file beside the one that it was to read.
    var needsWritableFolder: Bool { [SQLITE_READONLY, SQLITE_CANTOPEN].contains(code & 0xFF) }

    /// The statement was interrupted, by the user or a time limit.
    public var isInterrupt: Bool { code == SQLITE_INTERRUPT }
}

extension SQLError: CustomStringConvertible {
    public var description: String {
        guard let sql, let offset else { return message }
        let (line, column, text) = SQLError.place(of: offset, in: sql)
        let pointer = String(repeating: " ", count: column) + "^"
        return "\(message) (line \(line), column \(column + 1))\n    \(text)\n    \(pointer)"
    }

    /// The line (from 1), the column (in characters, from 0) and the text of the line of a byte.
    private static func place(of offset: Int, in sql: String) -> (line: Int, column: Int, text: String) {
        // By bytes, because to Swift a carriage return and a line feed are one character.
        let newline = UInt8(ascii: "\n")
        let lines = sql.utf8.prefix(offset).split(separator: newline, omittingEmptySubsequences: false)
        let rest = sql.utf8.dropFirst(offset).prefix { $0 != newline && $0 != UInt8(ascii: "\r") }
        let start = lines.last.map { String(decoding: $0, as: UTF8.self) } ?? ""
        return (lines.count, start.count, start + String(decoding: rest, as: UTF8.self))
    }
}
