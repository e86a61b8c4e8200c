import Columns

extension Store {
    /// A short name for what the store holds: two stores into which the same files were loaded, in the same order and as
    /// far, have the same. Sixteen hexadecimal digits.
    ///
    /// - Throws: `SQLError`.
    /// - Complexity: O(files); no samples are read.
    public func contentFingerprint() throws -> String {
        let rows = try connection.rows("select content_sha256, byte_count, rows_stored, dataset from file order by id")
        let hash = Checksum.of(Array("\(rows)".utf8))
        let digits = String(hash, radix: 16)
        return String(repeating: "0", count: 16 - digits.count) + digits
    }
}
