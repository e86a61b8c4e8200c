/// Copies the records of upstream files of one format, with tags added.
protocol UpstreamAnnotator: AnyObject {
    /// Passes all records of a file through.
    ///
    /// - Parameter report: receives the number of records read so far.
    /// - Throws: `NameCollision`; `ReadError`, `ParquetError`, `OutputError`, `ExportError`.
    func annotate(_ path: String, report: (Int) -> Void) throws

    /// Ends the file.
    ///
    /// - Throws: `OutputError`.
    func finish() throws
}

/// Records already have the name of a tag column. The annotation starts again, with a prefix for these columns.
struct NameCollision: Error {
    var names: Set<String>

    /// Throws itself if one of `names` is taken.
    static func check(_ names: [String], against taken: some Sequence<String>) throws {
        let collisions = Set(names).intersection(taken)
        if !collisions.isEmpty { throw NameCollision(names: collisions) }
    }
}
