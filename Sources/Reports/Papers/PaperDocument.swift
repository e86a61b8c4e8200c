/// A form in which a paper takes a table: one file a table, rounded for readers.
protocol PaperDocument {
    /// - Parameter provenance: lines on where the numbers are from, for a comment at the top.
    func text(of result: ReportResult, provenance: [String]) -> String
}
