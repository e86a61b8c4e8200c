/// The queries of ids that a statement passes to a scan.
struct PassedQueries {
    private(set) var queries: [IDQuery] = []
    /// Whether the scan itself is that of a query of ids.
    private(set) var collects = false

    init(_ text: String) {
        for line in text.split(separator: PassedQueries.separator) {
            if line == IDQuery.mark { collects = true } else { queries.append(IDQuery(rows: String(line))) }
        }
    }

    /// Between two queries, none of which has a line break.
    static let separator: Character = "\n"
}
