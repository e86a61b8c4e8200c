import Tabular
import Warehouse

/// The header of a report as text for a person.
public struct ReportDescription {
    private let report: ReportDefinition

    public init(_ report: ReportDefinition) {
        self.report = report
    }

    public var text: String {
        ([heading] + [notes, needs, replacement, correction, parameters].compactMap(\.self) + report.tables.map(table))
            .joined(
                separator: "\n")
    }

    private var heading: String { "\(report.name): \(report.title)\n\(report.question)\n" }

    private var notes: String? {
        report.notes.isEmpty ? nil : report.notes.map { wrapped("- \($0)", indent: 2) }.joined()
    }

    private var needs: String? {
        report.needs.isEmpty
            ? nil : "Needs values of \(report.needs.map(\.text).joined(separator: ", ")).\n"
    }

    private var replacement: String? {
        report.replaces.isEmpty
            ? nil : "Stands in for \(report.replaces.joined(separator: ", ")) in a store that lacks what that needs.\n"
    }

    private var correction: String? {
        switch report.correctability {
        case .labels(of: .places):
            "With --correct RATER its effective number of order 2 is corrected for the tagger's errors.\n"
        case .labels(let dimension):
            "With --correct RATER the shares of its \(dimension.rawValue) are corrected for the tagger's errors.\n"
        case .some(.none(let reason)): wrapped("Without --correct: \(reason)", indent: 2)
        case nil: nil
        }
    }

    private var parameters: String? {
        if report.parameters.isEmpty { return nil }
        let entries = report.parameters.map { parameter in
            let kind = parameter.kind == .value ? "" : "\(parameter.kind.text); "
            let value = parameter.defaultValue.plainText ?? "null"
            return entry(parameter.option, "\(kind)default \(value)", parameter.meaning)
        }
        return "Parameters\n" + entries.joined()
    }

    private func table(_ table: ReportTable) -> String {
        let columns = table.columns.map { column in
            entry(
                column.name, [column.unit, column.origin?.rawValue].compactMap(\.self).joined(separator: "; "),
                column.meaning)
        }
        let grain = table.grain.isEmpty ? "" : ": \(table.grain)"
        let chart = table.chart.map { "  Chart: \($0.text)\n" } ?? ""
        let emptiness = table.emptiness.map { wrapped("  No rows: \($0)", indent: 6) } ?? ""
        return wrapped("Table \(report.fileName(of: table))\(grain)", indent: 6) + columns.joined() + chart + emptiness
    }

    private func entry(_ name: String, _ facts: String, _ meaning: String) -> String {
        wrapped("  \(name)\(facts.isEmpty ? "" : " (\(facts))"): \(meaning)", indent: 6)
    }

    /// The text in lines that fit a narrow terminal.
    private func wrapped(_ text: String, indent: Int) -> String {
        var lines = [String(text.prefix { $0 == " " })]
        for word in text.split(separator: " ") {
            let last = lines[lines.count - 1]
            if last.count + word.count + 1 > 100, !last.allSatisfy({ $0 == " " }) {
                lines.append(String(repeating: " ", count: indent) + word)
            } else {
                lines[lines.count - 1] += (last.allSatisfy { $0 == " " } ? "" : " ") + word
            }
        }
        return lines.joined(separator: "\n") + "\n"
    }
}
