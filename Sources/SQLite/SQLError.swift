import CSQLite

/// What SQLite says was wrong with a statement, and where.
public struct SQLError: Error, Sendable, Equatable {
    /// SQLite's result code, such as `SQLITE_ERROR`.
    public var code: Int32
    public var message: String
    /// The statement; nil if the error is of the connection.
    public var sql: String?
    /// The byte of the statement at which SQLite stopped, if known.
    public var offset: Int?
    /// `errno` of the call that the system refused; nil where SQLite itself found the error.
    public var systemError: Int32?

    /// SQLite's code for an error of the statement itself, `SQLITE_ERROR`.
    public static let generic: Int32 = SQLITE_ERROR

    public init(code: Int32, message: String, sql: String? = nil, offset: Int? = nil) {
        self.code = code
        self.message = message
        self.sql = sql
        self.offset = offset
    }

    /// SQLite could not make or write a file beside the one that it was to read.
    package var needsWritableFolder: Bool { [SQLITE_READONLY, SQLITE_CANTOPEN].contains(code & 0xFF) }

    /// The statement was interrupted, by the user or a time limit.
    public var isInterrupt: Bool { code == SQLITE_INTERRUPT }

    /// The statement needed more memory than there is, or than the limit allows.
    public var isOutOfMemory: Bool { code & 0xFF == SQLITE_NOMEM || code & 0xFF == SQLITE_TOOBIG }

    /// The system refused to write or read the file: a full disk, a limit on the size of files, a broken device.
    public var isSystemFailure: Bool {
        [SQLITE_FULL, SQLITE_IOERR, SQLITE_CANTOPEN, SQLITE_READONLY].contains(code & 0xFF)
    }

    /// Another connection writes, and did not end within the time to wait for it.
    public var isBusy: Bool { code & 0xFF == SQLITE_BUSY }

    /// The name, if the statement has a column that is not there.
    public var unknownColumn: String? { message.firstMatch(of: /no such column: (.+)/).map { String($0.1) } }

    /// A policy refused the statement.
    public var isRefusal: Bool { code & 0xFF == SQLITE_AUTH || message.hasPrefix("not authorized") }
}

extension SQLError: CustomStringConvertible {
    public var description: String {
        guard let place else { return message }
        return "\(message) (line \(place.line), column \(place.column))\n\(place.excerpt)"
    }

    /// Where in its statement SQLite stopped; nil if not known.
    public var place: Place? {
        guard let sql, let offset else { return nil }
        // By bytes, because in Swift a carriage return and a line feed are one character.
        let newline = UInt8(ascii: "\n")
        let lines = sql.utf8.prefix(offset).split(separator: newline, omittingEmptySubsequences: false)
        let rest = sql.utf8.dropFirst(offset).prefix { $0 != newline && $0 != UInt8(ascii: "\r") }
        let start = lines.last.map { String(decoding: $0, as: UTF8.self) } ?? ""
        // As wide as the text before the position, with its tabs.
        let blank = start.map { $0 == "\t" ? "\t" : String(repeating: " ", count: String($0).displayWidth) }.joined()
        let text = start + String(decoding: rest, as: UTF8.self)
        return Place(line: lines.count, column: start.count + 1, excerpt: "    \(text)\n    \(blank)^")
    }

    /// A place in a statement.
    public struct Place: Sendable, Equatable {
        /// From 1.
        public var line: Int
        /// In characters, from 1.
        public var column: Int
        /// The line of the statement, and below it a pointer to the place.
        public var excerpt: String
    }
}
