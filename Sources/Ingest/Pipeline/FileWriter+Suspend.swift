import Warehouse

extension FileWriter {
    /// Writes what is left without declaring the file complete, so that another call goes on after it.
    ///
    /// - Throws: `SQLError`, `SegmentError`.
    func suspend(in store: Store, path: String, dataset: String) throws {
        try finish(contentHash: nil)
        try store.connection.execute(
            """
            update file set finished = 0
            where id = (select max(id) from file where path = ? and dataset = ? and content_sha256 is null)
            """, .text(path), .text(dataset))
    }
}
