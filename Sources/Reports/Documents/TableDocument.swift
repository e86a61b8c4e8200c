/// A form of file that takes one table of a report.
protocol TableDocument {
    /// - Parameter provenance: lines about the origin of the numbers, for a comment if the format has comments.
    /// - Throws: why the format cannot take the table; most take every table.
    func bytes(of result: ReportResult, provenance: [String]) throws -> [UInt8]
}
