import SQLite

extension Store {
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
