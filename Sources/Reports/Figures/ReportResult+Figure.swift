extension ReportResult {
    /// The table drawn as its header says; nil where it names no chart, or there is nothing to draw.
    var figure: Figure? { Figure(of: self) }
}
