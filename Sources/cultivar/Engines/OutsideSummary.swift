import Ingest

/// What `attach` and `connect` print.
struct OutsideSummary {
    private let outcome: OutsideConnection.Outcome
    private let store: String

    init(_ outcome: OutsideConnection.Outcome, store: String) {
        self.outcome = outcome
        self.store = store
    }

    var text: String {
        var lines = outcome.columns.map { column in
            let values = column.valueCount.map { " (\($0) values)" } ?? ""
            return "\(column.name): \(column.field.map { $0 + values } ?? "the same in all rows")"
        }
        if !outcome.unusedFields.isEmpty {
            lines.append("left out: \(outcome.unusedFields.joined(separator: ", "))")
        }
        lines += outcome.cubes.map { cube in
            let fields = cube.fields.map(\.name).joined(separator: ", ")
            return "\(cube.name): \(cube.cellCount) combinations of \(fields)"
        }
        lines.append(
            "\(store): \(outcome.table) has \(outcome.rowCount) rows, which stay where they are")
        return lines.joined(separator: "\n")
    }
}
