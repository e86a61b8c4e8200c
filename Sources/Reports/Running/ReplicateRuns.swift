import SQLite
import Statistics
import Tabular
import Warehouse

/// The runs of a table with replicate weights instead of its weight.
struct ReplicateRuns {
    /// The parameter whose value they take.
    let measure: String
    let weights: [String]
    let intervals: ReplicateIntervals

    /// Nil if no replicate weights were given, or if the table does not use them.
    ///
    /// - Throws: `ReportError.value`.
    init?(
        of table: ReportTable, in report: ReportDefinition, given: [String: SQLValue], arguments: ReportArguments
    ) throws {
        guard let measure = report.parameters.first(where: \.isMeasure) else { return nil }
        for parameter in report.parameters {
            guard case .measures(let relation) = parameter.kind, parameter.isUsed(in: table),
                let value = given[parameter.name]
            else { continue }
            let weights = try arguments.measures(value, of: relation, for: parameter)
            guard !weights.isEmpty else { continue }
            guard (given[measure.name] ?? measure.defaultValue).plainText != "n" else {
                throw ReportError.value(
                    option: parameter.option, value: value.plainText ?? "null",
                    expected: ["given with \(measure.option), the weight whose replicates these are"])
            }
            self.measure = measure.name
            self.weights = weights
            intervals = ReplicateIntervals(
                replication: Self.replication(in: report, given: given),
                level: arguments.bindings["level"]?.number ?? 0.95,
                table: table)
            return
        }
        return nil
    }

    private static func replication(in report: ReportDefinition, given: [String: SQLValue]) -> Replication {
        let parameter = report.parameters.first { $0.kind == .replication }
        let value = parameter.map { given[$0.name] ?? $0.defaultValue }
        return value?.plainText.flatMap(Replication.init) ?? Replication(.brr)
    }
}
