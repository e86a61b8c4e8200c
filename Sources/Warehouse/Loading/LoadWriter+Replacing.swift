import LocalFacts
import SQLite

extension LoadWriter {
    /// Removes the complete files of a path and data set with all of their rows, so that rows that a command computes
    /// again take the place of the former ones.
    ///
    /// - Returns: how many rows were stored.
    /// - Throws: `SQLError`, `SegmentError`.
    /// - Complexity: O(segments of the files + row groups after them).
    public func removeFiles(path: String, dataset: String) throws -> Int64 {
        // A row group that is not written yet has values that stay in use.
        try writeDraft()
        let ids = try store.connection.rows(
            "select id from file where path = ? and dataset = ? and finished = 1 order by id", .text(path),
            .text(dataset)
        ).compactMap { $0[0].integer }
        guard !ids.isEmpty else { return 0 }
        let rows = try store.connection.transaction {
            try ids.reduce(0) { try $0 + FileRemoval(connection: store.connection).remove(fileID: $1) }
        }
        try store.catalogue.reload()
        return rows
    }
}
