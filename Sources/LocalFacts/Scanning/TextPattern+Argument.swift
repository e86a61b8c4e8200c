import CSQLite
import SQLite

extension TextPattern {
    /// The pattern for a comparison of a text column; nil if it is neither a comparison with a pattern nor an equality
    /// of texts.
    ///
    /// - Parameter argument: the right-hand side, not null.
    /// - Throws: `SQLError` where SQLite would find the pattern too long.
    init?(_ predicate: Predicate, _ argument: OpaquePointer?, on connection: Connection) throws {
        switch predicate.comparison {
        case .like, .glob, .match:
            // Asked first: a blob that was read as text passes for one.
            if predicate.comparison != .match, TextPattern.isRefusedBlob(argument) {
                self.init(equalTo: [])
                return
            }
            let pattern = try TextPattern.pattern(argument, on: connection)
            switch predicate.comparison {
            case .glob: self.init(glob: pattern)
            case .match: self.init(match: pattern)
            default:
                if try connection.likeIsCaseSensitive {
                    self.init(glob: TextPattern.globPattern(ofLike: pattern))
                } else {
                    self.init(like: pattern)
                }
            }
        case .equal where predicate.comparesText:
            self.init(equalTo: predicate.operands.compactMap { $0.text.map { Array($0.utf8) } })
        default: return nil
        }
    }

    /// The bytes of a pattern as SQLite's own functions read them: converted to text, up to the first NUL.
    private static func pattern(_ argument: OpaquePointer?, on connection: Connection) throws -> [UInt8] {
        let text = sqlite3_value_text(argument)
        let count = Int(sqlite3_value_bytes(argument))
        guard count <= sqlite3_limit(connection.handle, SQLITE_LIMIT_LIKE_PATTERN_LENGTH, -1) else {
            throw SQLError(code: SQLITE_ERROR, message: "LIKE or GLOB pattern too complex")
        }
        return Array(UnsafeBufferPointer(start: text, count: count).prefix { $0 != 0 })
    }

    /// SQLite may be built so that a blob is like nothing.
    private static func isRefusedBlob(_ argument: OpaquePointer?) -> Bool {
        sqlite3_value_type(argument) == SQLITE_BLOB && sqlite3_compileoption_used("LIKE_DOESNT_MATCH_BLOBS") != 0
    }

    /// The GLOB pattern with the meaning of a LIKE pattern if LIKE distinguishes case.
    static func globPattern(ofLike pattern: [UInt8]) -> [UInt8] {
        pattern.flatMap { byte -> [UInt8] in
            switch byte {
            case UInt8(ascii: "%"): [UInt8(ascii: "*")]
            case UInt8(ascii: "_"): [UInt8(ascii: "?")]
            case UInt8(ascii: "*"), UInt8(ascii: "?"), UInt8(ascii: "["): [UInt8(ascii: "["), byte, UInt8(ascii: "]")]
            default: [byte]
            }
        }
    }
}

extension Connection {
    /// Whether `pragma case_sensitive_like` is on; SQLite offers no other way to find out.
    fileprivate var likeIsCaseSensitive: Bool {
        get throws { try value("select 'a' like 'A'") == 0 }
    }
}
