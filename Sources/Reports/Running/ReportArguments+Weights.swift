import SQLite
import Tabular
import Warehouse

extension ReportArguments {
    /// Checks that no counted sample has a negative weight: shares and indices of such weights would be meaningless.
    ///
    /// Cost: small if the ranges of the segments show that there is none.
    ///
    /// - Throws: `ReportError.negativeWeight`; `SQLError`.
    func requireWeights(of report: ReportDefinition, given: [String: SQLValue], on store: Store) throws {
        let conditions = report.parameters.compactMap { parameter in
            if case .condition = parameter.kind { replacements[parameter.name] } else { nil }
        }
        for parameter in report.parameters {
            guard case .measure(let relation) = parameter.kind,
                let name = (given[parameter.name] ?? parameter.defaultValue).plainText, name != "n"
            else { continue }
            let tests = conditions + ["\(SQLName.quoted(name)) < 0"]
            let found = try store.connection.value(
                "select 1 from \(relation) where \(tests.joined(separator: " and ")) limit 1")
            if found != .null { throw ReportError.negativeWeight(option: parameter.option, measure: name) }
        }
    }
}
