import Statistics
import Warehouse

/// The runs of a table with replicate weights in place of its weight.
struct ReplicateRuns {
    /// The parameter whose value they take.
    let measure: String
    let weights: [String]
    let intervals: ReplicateIntervals

    /// Nil where no replicate weights were given, and where the table has no use for them.
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
                method: arguments.bindings["replicate_method"]?.text.flatMap(ReplicateMethod.init) ?? .brr,
                fay: arguments.bindings["fay"]?.number ?? 0, level: arguments.bindings["level"]?.number ?? 0.95,
                table: table)
            return
        }
        return nil
    }
}
