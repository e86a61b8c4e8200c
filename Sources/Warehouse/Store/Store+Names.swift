import CSQLite

extension Store {
    /// Whether a name has to be written in double quotes in SQL: a word of SQL, or one that is not made of ASCII
    /// letters, digits, `_` and what is not ASCII alone, or begins with a digit.
    public static func needsQuotes(_ name: String) -> Bool {
        let isPlain = name.utf8.allSatisfy { byte in
            byte >= 0x80 || byte == UInt8(ascii: "_") || byte == UInt8(ascii: "$")
                || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
                || (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20)
        }
        guard isPlain, let first = name.utf8.first, first != UInt8(ascii: "$"),
            !(UInt8(ascii: "0")...UInt8(ascii: "9")).contains(first)
        else { return true }
        return sqlite3_keyword_check(name, Int32(clamping: name.utf8.count)) != 0
    }

    /// Whether a statement finds something of that name in the store: a relation, table, view or table-valued function.
    ///
    /// - Throws: `SQLError`.
    public func hasRelation(named name: String) throws -> Bool {
        let found = try connection.value(
            """
            select 1 from main.sqlite_schema where type in ('table', 'view') and name = ?1 collate nocase
            union all
            select 1 from pragma_module_list where name = ?1 collate nocase
            """, .text(name))
        return found != .null || name.lowercased().hasPrefix("sqlite_") || name.lowercased().hasPrefix("pragma_")
    }
}
