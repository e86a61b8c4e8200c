import LocalFacts
import SQLite

/// Writes a row group, the new dictionary values, and the counts of records up to its last one.
struct RowGroupWriter {
    let load: LoadWriter
    let draft: RowGroupDraft

    private var fileID: Int64 { draft.file.fileID }
    private var connection: Connection { load.store.connection }

    /// To be called in a transaction.
    ///
    /// - Returns: the id of the row group; nil if there are no rows.
    /// - Throws: `SQLError`.
    func write(_ encoded: EncodedRowGroup) throws -> Int64? {
        var id: Int64?
        if draft.rowCount > 0 {
            // Read here, because another load may have written meanwhile.
            let table = SQLValue.integer(draft.file.factTableID)
            let lastSampleID = try connection.value(
                "select max(first_sample_id + row_count - 1) from row_group where fact_table_id = ?", table)
            for values in draft.newValues { try load.write(values) }
            try connection.execute(
                "insert into row_group (file_id, first_sample_id, row_count, fact_table_id) values (?, ?, ?, ?)",
                .integer(fileID), .integer(1 + (lastSampleID.integer ?? 0)), .integer(Int64(draft.rowCount)), table)
            let rowGroup = connection.lastInsertedRow
            id = rowGroup
            let writer = SegmentWriter(connection: connection, rowGroup: rowGroup)
            for column in encoded.columns {
                for segment in column.segments { try writer.write(segment, column.definition) }
                for block in column.blocks { try writer.write(block, column.definition) }
            }
            try CubeWriter.write(encoded.cubes, rowGroup: rowGroup, on: connection)
        }
        try writeRejects()
        try writeSkips()
        let added = draft.counts
        try connection.execute(
            """
            update file
            set records_read = ?, rows_seen = rows_seen + ?, rows_stored = rows_stored + ?,
                rows_rejected = rows_rejected + ?, rows_skipped = rows_skipped + ?
            where id = ?
            """, .integer(draft.recordsRead), .integer(added.seen), .integer(added.stored), .integer(added.rejected),
            .integer(added.skipped), .integer(fileID))
        return id
    }

    private func writeRejects() throws {
        for id in draft.settledRejects { try connection.execute("delete from reject where id = ?", .integer(id)) }
        for reject in draft.rejects {
            try connection.execute(
                """
                insert into reject (file_id, row, line, byte_offset, column_name, reason, excerpt, code, part)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?)
                """, .integer(fileID), SQLValue(reject.row), SQLValue(reject.line), SQLValue(reject.byteOffset),
                SQLValue(reject.column), .text(reject.reason), SQLValue(reject.excerpt),
                SQLValue(reject.code), SQLValue(reject.part))
        }
    }

    private func writeSkips() throws {
        for (reason, count) in draft.skips.sorted(by: { $0.key < $1.key }) {
            try connection.execute(
                """
                insert into skipped (file_id, reason, row_count) values (?, ?, ?)
                on conflict (file_id, reason) do update set row_count = row_count + excluded.row_count
                """, .integer(fileID), .text(reason), .integer(count))
        }
    }
}
