extension ReportResult {
    /// The table drawn as its header says; nil where it names no chart, or there is nothing to draw.
    var figure: Figure? { figure(corpus: "") }

    /// - Parameter corpus: the corpus and its number of samples, for the line below the title.
    func figure(corpus: String) -> Figure? { Figure(of: self, corpus: corpus) }
}
