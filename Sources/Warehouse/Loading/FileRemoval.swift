import LocalFacts
import SQLite

/// Removes a file's rows, rejects and counts from the store.
struct FileRemoval {
    let connection: Connection

    /// To be called in a transaction.
    ///
    /// The ids of later rows of the fact table move up, so that ids have no gaps. Values that only these rows had stay
    /// in the dictionaries, and columns that only they had are null.
    ///
    /// - Returns: how many rows were stored.
    /// - Throws: `SQLError`.
    /// - Complexity: O(segments of the file + row groups after it).
    func remove(fileID: Int64) throws -> Int64 {
        let groups = try connection.rows("select id, row_count from row_group where file_id = ?", .integer(fileID))
        try remove(rowGroups: groups.compactMap { $0[0].integer })
        for table in try tables(with: "file_id") {
            try connection.execute("delete from \(SQLName.quoted(table)) where file_id = ?", .integer(fileID))
        }
        try connection.execute("delete from file where id = ?", .integer(fileID))
        return groups.reduce(0) { $0 + ($1[1].integer ?? 0) }
    }

    /// Removes row groups with everything that belongs to them. To be called in a transaction.
    ///
    /// - Throws: `SQLError`.
    /// - Complexity: O(segments of the row groups + row groups after them).
    func remove(rowGroups ids: [Int64]) throws {
        guard !ids.isEmpty else { return }
        let firsts = try connection.rows(
            """
            select fact_table_id, min(first_sample_id) from row_group
            where id in (\(ids.map(String.init).joined(separator: ",")))
            group by fact_table_id
            """)
        for (table, column) in try tables(with: "row_group_id").map({ ($0, "row_group_id") }) + [("row_group", "id")] {
            let delete = try connection.prepare("delete from \(SQLName.quoted(table)) where \(column) = ?")
            for id in ids { try delete.run(.integer(id)) }
        }
        for row in firsts {
            if let table = row[0].integer, let first = row[1].integer { try closeGaps(from: first, inTable: table) }
        }
    }

    /// The tables of the store that refer to a row group or file, those of indexes included.
    private func tables(with column: String) throws -> [String] {
        try connection.rows(
            """
            select t.name from main.sqlite_schema as t join pragma_table_info(t.name, 'main') as c
            where t.type = 'table' and c.name = ?
            """, .text(column)
        ).compactMap { $0[0].text }
    }

    private func closeGaps(from first: Int64, inTable table: FactTable.ID) throws {
        let later = try connection.rows(
            """
            select id, first_sample_id, row_count from row_group
            where fact_table_id = ? and first_sample_id >= ?
            order by first_sample_id
            """, .integer(table), .integer(first))
        let update = try connection.prepare("update row_group set first_sample_id = ? where id = ?")
        var next = first
        // In their order: each moves to where none is.
        for group in later {
            if group[1].integer != next { try update.run(.integer(next), group[0]) }
            next += group[2].integer ?? 0
        }
    }
}
