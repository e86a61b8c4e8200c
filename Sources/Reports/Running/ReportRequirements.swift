import Warehouse

/// Whether a store has what a report needs.
struct ReportRequirements {
    private let store: Store

    init(store: Store) {
        self.store = store
    }

    /// - Throws: `ReportError.lacking`, with what is missing as a sentence; `SQLError`.
    func require(_ report: ReportDefinition) throws {
        guard store.sampleCount > 0 else {
            throw ReportError.lacking(
                report: report.name, what: "\(store.path) has no samples: load some with `cultivar ingest`")
        }
        for need in report.needs {
            guard let what = try missing(need) else { continue }
            throw ReportError.lacking(report: report.name, what: what)
        }
    }

    private func missing(_ need: ReportNeed) throws -> String? {
        guard let relation = store.relations.first(where: { $0.name == need.relation }),
            relation.columns.contains(where: { $0.name == need.column })
        else { return "no data set in the store has \(need.column)\(ofRelation(need))" }
        let column = Store.quoted(need.column)
        let found = try store.connection.value(
            "select 1 from \(need.relation) where \(column) is not null limit 1")
        if found != .null { return nil }
        return "no sample has \(article(need.column)) \(need.column)" + remedy(need)
    }

    private func ofRelation(_ need: ReportNeed) -> String {
        need.relation == "samples" ? "" : " (a column of \(need.relation))"
    }

    private func article(_ noun: String) -> String {
        noun.first.map { "aeiou".contains($0) } == true ? "an" : "a"
    }

    private func remedy(_ need: ReportNeed) -> String {
        need.column == "stage" ? ": give the sources one with `cultivar ingest … --stages source-stage.csv`" : ""
    }
}
