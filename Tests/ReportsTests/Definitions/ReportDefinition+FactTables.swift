@testable import Reports

extension ReportDefinition {
    /// Whether the report is about more than the tags of samples: another fact table, or duplicates. The small corpora
    /// of these tests have neither.
    var needsMoreThanTags: Bool {
        let relations = ["samples", "places", "countries", "languages", "domains", "tasks"]
        return needs.contains { !relations.contains($0.relation) || $0.columns.contains("duplicate") }
    }
}
