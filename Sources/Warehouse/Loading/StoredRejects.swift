import LocalFacts
import SQLite

/// The rejects of a file that the store has, to be tried again.
public struct StoredRejects: Sendable {
    let fileID: Int64
    let dataset: String
    let counts: RowCounts
    /// How far the stored row groups reach into the file.
    public let recordsRead: Int64
    /// By the number of the record, and by the row within it (-1 for the whole record), the id of the reject.
    public let rejects: [Int64: [Int64: Int64]]
}

extension LoadWriter {
    /// The completely loaded files with a given content and with rejected rows.
    ///
    /// - Throws: `SQLError`.
    public func filesWithRejects(contentHash: String) throws -> [StoredRejects] {
        try store.connection.rows(
            """
            select id, dataset, rows_stored, rows_rejected, rows_skipped, records_read from file
            where content_sha256 = ? and finished = 1 and rows_rejected > 0
            order by id
            """, .text(contentHash)
        ).compactMap { row in
            guard let id = row[0].integer else { return nil }
            return StoredRejects(
                fileID: id, dataset: row[1].text ?? "",
                counts: RowCounts(
                    stored: row[2].integer ?? 0, rejected: row[3].integer ?? 0, skipped: row[4].integer ?? 0),
                recordsRead: row[5].integer ?? 0, rejects: try rejects(of: id))
        }
    }

    private func rejects(of file: Int64) throws -> [Int64: [Int64: Int64]] {
        var rejects: [Int64: [Int64: Int64]] = [:]
        for row in try store.connection.rows(
            "select row, coalesce(part, -1), id from reject where file_id = ? and row is not null", .integer(file))
        {
            guard let record = row[0].integer, let part = row[1].integer, let id = row[2].integer else { continue }
            rejects[record, default: [:]][part] = id
        }
        return rejects
    }

    /// The paths of files with rejected rows, as they were given.
    ///
    /// - Throws: `SQLError`.
    public static func pathsWithRejects(in store: Store) throws -> [String] {
        try store.connection.rows(
            "select distinct path from file where finished = 1 and rows_rejected > 0 order by id"
        ).compactMap { $0[0].text }
    }

    /// Continues a finished file, whose rejects are tried again.
    ///
    /// - Throws: `SQLError`, `StoreError`.
    public func retry(_ file: StoredRejects, into table: FactTableTemplate?) throws -> FileWriter {
        try FileWriter(self, retrying: file, into: table)
    }
}
