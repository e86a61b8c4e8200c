/// A form of file that takes one table of a report.
protocol TableDocument {
    /// - Throws: why the format cannot take the table; most take every table.
    func bytes(of result: ReportResult, origin: TableOrigin) throws -> [UInt8]
}

/// Where the numbers of a table are from.
struct TableOrigin {
    /// Lines for a comment, if the format has comments.
    var lines: [String]
    /// The corpus in a few words, with its number of samples, for a caption; empty if not known.
    var corpus = ""
}
