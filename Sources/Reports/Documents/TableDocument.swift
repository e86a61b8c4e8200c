/// A form of file that takes one table of a report.
protocol TableDocument {
    /// - Parameter provenance: lines on where the numbers are from, for a comment where the form has comments.
    /// - Throws: what stands in the way of the form; most take every table.
    func bytes(of result: ReportResult, provenance: [String]) throws -> [UInt8]
}
