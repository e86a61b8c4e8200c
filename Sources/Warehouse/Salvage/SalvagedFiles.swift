import SQLite

/// Corrects the load history of a copy to match its rows.
struct SalvagedFiles {
    let connection: Connection

    /// Why a row that was loaded is in no row group any more.
    static let reason = "lost by damage to the store"

    /// To be called in a transaction.
    ///
    /// - Throws: `SQLError`.
    func settle(_ account: inout SalvageAccount) throws {
        // Row groups whose files, and files whose loads, are lost.
        try connection.execute(
            """
            insert into load (id, arguments, version, started_at)
            select distinct load_id, '[]', 'unknown', 'unknown' from file where load_id not in (select id from load)
            """)
        try connection.execute(
            """
            insert or ignore into load (id, arguments, version, started_at)
            select 1, '[]', 'unknown', 'unknown'
            where exists (select 1 from row_group where file_id not in (select id from file))
            """)
        try connection.execute(
            """
            insert into file (id, load_id, path, dataset, format, rows_seen, rows_stored, finished)
            select file_id, (select min(id) from load), 'unknown file ' || file_id, 'unknown', 'unknown', sum(row_count),
                sum(row_count), 1
            from row_group
            where file_id not in (select id from file)
            group by file_id
            """)
        for table in ["reject", "skipped"] {
            try connection.execute("delete from \(table) where file_id not in (select id from file)")
        }
        let files = try connection.rows(
            """
            select id, path, rows_seen,
                coalesce((select sum(row_count) from row_group where file_id = file.id), 0),
                (select count(*) from reject where file_id = file.id),
                coalesce((select sum(row_count) from skipped where file_id = file.id), 0),
                rows_stored
            from file
            order by id
            """)
        for file in files {
            let numbers = file.map { $0.integer ?? 0 }
            let (stored, rejected, skipped) = (numbers[3], numbers[4], numbers[5])
            let lost = max(0, numbers[2] - stored - rejected - skipped)
            if lost > 0 {
                try connection.execute(
                    """
                    insert into skipped (file_id, reason, row_count) values (?, ?, ?)
                    on conflict (file_id, reason) do update set row_count = row_count + excluded.row_count
                    """, file[0], .text(SalvagedFiles.reason), .integer(lost))
            }
            try connection.execute(
                """
                update file
                set rows_stored = ?1, rows_rejected = ?2, rows_skipped = ?3, rows_seen = ?1 + ?2 + ?3
                where id = ?4
                """, .integer(stored), .integer(rejected), .integer(skipped + lost), file[0])
            account.files.append(
                .init(name: file[1].text, rowsSaved: stored, rowsLost: max(0, numbers[6] - stored)))
        }
    }
}
