import SQLite

/// Columns of the load tables that stores of former releases lack; a load adds them.
enum LoadColumns {
    private static let all = [
        ("file", "modified_at", "integer"), ("file", "location_sha256", "text"), ("reject", "code", "text"),
        ("reject", "part", "integer"),
    ]

    /// - Throws: `SQLError`.
    /// - Complexity: O(1): SQLite adds a column without touching rows.
    static func add(on connection: Connection) throws {
        for (table, column, type) in all {
            let found = try connection.value(
                "select 1 from pragma_table_info(?, 'main') where name = ?", .text(table), .text(column))
            if found == .null { try connection.execute("alter table main.\(table) add column \(column) \(type)") }
        }
    }
}
