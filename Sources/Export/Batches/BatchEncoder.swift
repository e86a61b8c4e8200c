/// Writes batches as the bytes of one file. A new format is one more conformer and a line in
/// ``ExportFormat/all``.
protocol BatchEncoder: AnyObject {
    /// Writes rows; the file's head before the first.
    ///
    /// - Throws: `ExportError`, `OutputError`.
    func write(_ batch: ExportBatch) throws

    /// Writes what is left, and the file's end. A file of no rows is a file, too.
    ///
    /// - Throws: `OutputError`.
    func finish() throws
}
