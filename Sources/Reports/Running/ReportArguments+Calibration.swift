import SQLite
import Tabular
import Warehouse

extension ReportArguments {
    /// Multiplies the measure of the report by the factor that gives the samples their known margins, if margins were
    /// given.
    ///
    /// - Throws: `ReportError.margins`; `SQLError`.
    mutating func calibrate(_ report: ReportDefinition, given: [String: SQLValue], store: Store) throws {
        for parameter in report.parameters {
            guard case .margins(let relation) = parameter.kind,
                let text = (given[parameter.name] ?? parameter.defaultValue).plainText,
                let measure = report.parameters.first(where: \.isMeasure), let weight = replacements[measure.name],
                let known = replacements["\(measure.name)_known"]
            else { continue }
            let columns = try visibleColumns(of: relation, for: parameter)
            let margins = try text.split(separator: ",").map { name in
                let table = name.trimmingCharacters(in: .whitespaces)
                do {
                    return try KnownMargin(table: table, known: columns, connection: store.connection)
                } catch let problem as MarginProblem {
                    throw ReportError.margins(option: parameter.option, table: table, problem: problem)
                }
            }
            let conditions = report.parameters.compactMap { parameter in
                if case .condition = parameter.kind { replacements[parameter.name] } else { nil }
            }
            let factor = try CalibratedWeight(
                to: margins, weight: weight, of: relation, where: (conditions + [known]).joined(separator: " and "),
                option: parameter.option, connection: store.connection
            ).sql
            for name in measure.placeholders where name != "\(measure.name)_known" {
                guard let piece = replacements[name] else { continue }
                let weight = name == "\(measure.name)_square" ? "\(factor) * \(factor)" : factor
                // A sample counts 1, so a sum of the factor alone can be computed over combinations.
                replacements[name] = piece == "n" ? "(\(weight))" : "(\(weight) * \(piece))"
            }
        }
    }
}
