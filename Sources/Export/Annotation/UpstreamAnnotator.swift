import Reports

/// Passes the records of upstream files of one form through, with tags added.
protocol UpstreamAnnotator: AnyObject {
    /// Passes all records of a file through.
    ///
    /// - Parameter report: is told the records read so far.
    /// - Throws: `NameCollision`; `ReadError`, `ParquetError`, `OutputError`, `ExportError`.
    func annotate(_ path: String, report: (Int) -> Void) throws

    /// Ends the file.
    ///
    /// - Throws: `OutputError`.
    func finish() throws
}

/// Records have a name that a tag column was to have. The annotation begins anew, with a prefix for these columns.
struct NameCollision: Error {
    var names: Set<String>

    /// Throws itself where one of `names` is taken.
    static func check(_ names: [String], against taken: some Sequence<String>) throws {
        let collisions = Set(names).intersection(taken)
        if !collisions.isEmpty { throw NameCollision(names: collisions) }
    }
}
