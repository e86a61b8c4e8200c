import SQLite
import Tabular
import Warehouse

/// Whether a store has what a report needs.
struct ReportRequirements {
    private let store: Store
    private let parameters: [String: SQLValue]

    /// - Parameter parameters: values instead of the defaults, by name.
    init(store: Store, parameters: [String: SQLValue]) {
        self.store = store
        self.parameters = parameters
    }

    /// - Throws: `ReportError.lacking`, with what is missing as a sentence; `SQLError`.
    func require(_ report: ReportDefinition) throws {
        // A report over other fact tables says so by what it needs of them.
        guard store.sampleCount > 0 || !report.needs.allSatisfy(isOfSamples) else {
            throw ReportError.lacking(
                report: report.name, what: "\(store.path) has no samples: load some with `cultivar ingest`")
        }
        for need in report.needs where holds(need.condition, in: report) {
            guard let what = try missing(need) else { continue }
            throw ReportError.lacking(report: report.name, what: what + remedy(need, report))
        }
    }

    /// The report as the store can answer it, if it cannot by the defaults: over all samples if none is of those that
    /// are counted by default (a corpus without culture tags has places too), and counting samples if none has the
    /// default weight. Its title says so.
    ///
    /// - Throws: `SQLError`.
    func adapted(_ report: ReportDefinition) throws -> ReportDefinition {
        guard store.sampleCount > 0 else { return report }
        var adapted = report
        for (place, parameter) in report.parameters.enumerated() where parameters[parameter.name] == nil {
            guard let (value, remark) = try otherDefault(of: parameter, in: report) else { continue }
            adapted.parameters[place].defaultValue = value
            adapted.title += " (\(remark))"
            for table in adapted.tables.indices {
                if let caption = adapted.tables[table].caption {
                    adapted.tables[table].caption = "\(caption) (\(remark))"
                }
            }
        }
        return adapted
    }

    /// What a parameter is if the store lacks what its default needs, and how a title says it; nil if it lacks nothing.
    private func otherDefault(
        of parameter: ReportParameter, in report: ReportDefinition
    ) throws -> (value: SQLValue, remark: String)? {
        if case .condition(let relation) = parameter.kind, let condition = parameter.defaultValue.plainText {
            let found = try occurrence(in: relation, condition)
            return found == .null ? (.null, "all samples") : nil
        }
        for need in report.needs where need.condition?.parameter == parameter.name {
            guard need.condition?.value == parameter.defaultValue.plainText, try missing(need) != nil else { continue }
            if parameter.isMeasure { return ("n", "by number of samples") }
            guard case .choice(let words) = parameter.kind,
                let other = words.first(where: { $0 != need.condition?.value })
            else { continue }
            return (.text(other), "\(other) \(parameter.name)")
        }
        return nil
    }

    private func holds(_ condition: ReportNeed.Condition?, in report: ReportDefinition) -> Bool {
        guard let condition else { return true }
        let parameter = report.parameters.first { $0.name == condition.parameter }
        return (parameters[condition.parameter] ?? parameter?.defaultValue)?.plainText == condition.value
    }

    private func isOfSamples(_ need: ReportNeed) -> Bool {
        store.relations.first { $0.name == need.relation }?.table == "samples"
    }

    private func missing(_ need: ReportNeed) throws -> String? {
        let relation = store.relations.first { $0.name == need.relation }
        if relation == nil {
            let maker = ReportRequirements.makers[need.relation].map { ": `\($0)` makes it" } ?? ""
            return "the store has no table \(need.relation)\(maker)"
        }
        for column in need.columns where relation?.columns.contains(where: { $0.name == column }) != true {
            let place = need.relation == "samples" ? "" : " (a column of \(need.relation))"
            return "no data set in the store has \(column)\(place)"
        }
        let conditions = need.columns.map { "\(SQLName.quoted($0)) is not null" }.joined(separator: " and ")
        let found = try occurrence(in: need.relation, conditions)
        let row = relation?.table == "samples" ? "sample" : "row of \(need.relation)"
        return found == .null ? "no \(row) has \(need.columns.map(noun).joined(separator: " and "))" : nil
    }

    /// 1 if a row meets a condition, else null.
    func occurrence(in relation: String, _ condition: String) throws -> SQLValue {
        // The first row that meets it may be far behind others, and rows outside the store are counted, not read.
        guard try store.outsideTables().isEmpty else {
            return try store.connection.value(
                "select 1 from (select sum(n) as n from \(relation) where \(condition)) where n > 0")
        }
        return try store.connection.value("select 1 from \(relation) where \(condition) limit 1")
    }

    /// The commands that compute tables.
    private static let makers = [
        "pairs": "cultivar preferences pairs", "turns": "cultivar preferences pairs",
        "evaluations": "cultivar preferences evaluate", "learning_curves": "cultivar preferences evaluate --curves",
        "answers": "cultivar survey ingest", "predictions": "cultivar evaluate … --store",
        "candidates": "cultivar augment … --store",
    ]

    private func noun(_ column: String) -> String {
        if column == "culture" { return "a culture tag" }
        return (column.first.map { "aeiou".contains($0) } == true ? "an " : "a ") + column
    }

    private func remedy(_ need: ReportNeed, _ report: ReportDefinition) -> String {
        if let remedy = need.remedy { return ": \(remedy)" }
        if let condition = need.condition,
            let parameter = report.parameters.first(where: { $0.name == condition.parameter }),
            case .choice(let words) = parameter.kind, let other = words.first(where: { $0 != condition.value })
        {
            return ": \(parameter.option)=\(other) does without"
        }
        switch (need.relation, need.columns) {
        case (_, ["stage"]): return ": give the sources one with `cultivar ingest … --stages source-stage.csv`"
        case (_, ["duplicate"]): return ": `cultivar index duplicates` looks for them"
        case ("judgements", _):
            return ": `cultivar tag adopt --judgements` takes a tagger's tags, `cultivar tag labels` people's"
        default: return ""
        }
    }
}
