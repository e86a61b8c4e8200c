/// The queries of ids that a statement passes to a scan, and the other numbers of its rows.
struct PassedQueries {
    /// By the number of their column.
    private(set) var queries: [Int: String] = [:]
    /// Whether the scan itself is that of a query of ids.
    private(set) var collects = false

    init(_ text: String) {
        for line in text.split(separator: PassedQueries.separator).map(String.init) {
            if line == IDQuery.mark {
                collects = true
            } else if RowPlace.decoded(line)?.place.value == .number {
                queries[RelationColumn.placeSlot] = line
            } else {
                let slots = queries.keys.filter { $0 != RelationColumn.placeSlot }
                queries[slots.count + 1] = line
            }
        }
    }

    /// Between two queries, none of which has a line break.
    static let separator: Character = "\n"
}
