import Columns
import LocalFacts
import SQLite

/// What the store had of a file when a load of it began.
struct FileBefore {
    let isNew: Bool
    let fileID: Int64
    let counts: RowCounts
    let recordsRead: Int64
    private let lastReject: Int64
    private let skipped: [[SQLValue]]

    /// - Throws: `SQLError`.
    init(isNew: Bool, fileID: Int64, counts: RowCounts, recordsRead: Int64, _ connection: Connection) throws {
        self.isNew = isNew
        self.fileID = fileID
        self.counts = counts
        self.recordsRead = recordsRead
        lastReject =
            isNew
            ? 0 : try connection.value("select max(id) from reject where file_id = ?", .integer(fileID)).integer ?? 0
        skipped =
            isNew
            ? [] : try connection.rows("select reason, row_count from skipped where file_id = ?", .integer(fileID))
    }

    /// Removes row groups of the file, and what was rejected and skipped since. To be called in a transaction.
    ///
    /// - Throws: `SQLError`.
    func restore(removing rowGroups: [Int64], on connection: Connection) throws {
        try FileRemoval(connection: connection).remove(rowGroups: rowGroups)
        try connection.execute(
            "delete from reject where file_id = ? and id > ?", .integer(fileID), .integer(lastReject))
        try connection.execute("delete from skipped where file_id = ?", .integer(fileID))
        if isNew { return try connection.execute("delete from file where id = ?", .integer(fileID)) }
        for row in skipped {
            try connection.execute(
                "insert into skipped (file_id, reason, row_count) values (?, ?, ?)", .integer(fileID), row[0], row[1])
        }
        try connection.execute(
            """
            update file
            set records_read = ?, rows_seen = ?, rows_stored = ?, rows_rejected = ?, rows_skipped = ?
            where id = ?
            """, .integer(recordsRead), .integer(counts.seen), .integer(counts.stored), .integer(counts.rejected),
            .integer(counts.skipped), .integer(fileID))
    }

    /// Removes the given columns that no row group has values of. To be called in a transaction.
    ///
    /// - Returns: the columns that were removed.
    /// - Throws: `SQLError`.
    func remove(_ columns: [ColumnDefinition], on connection: Connection) throws -> [ColumnDefinition] {
        try columns.filter { column in
            let id = SQLValue.integer(column.id)
            let isUsed = try connection.value(
                """
                select exists (select 1 from segment where column_id = ?1)
                    or exists (select 1 from text_block where column_id = ?1)
                """, id)
            guard isUsed == 0 else { return false }
            for table in ["dictionary_value", "dictionary", "column_definition"] {
                let key = table == "column_definition" ? "id" : "column_id"
                try connection.execute("delete from \(table) where \(key) = ?", id)
            }
            return true
        }
    }
}
