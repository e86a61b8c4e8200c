import SQLite
import Tabular
import Warehouse

/// A table as a paper shows it: numbers rounded to their precision, an interval after its estimate, no column without
/// values. Formats for programs (CSV, JSON) do not use this and have every digit.
struct PresentedTable {
    struct Column {
        /// As people read it.
        var heading: String
        /// Its meaning, with its unit; nil if the report's header does not give it.
        var note: String?
        var isNumber: Bool
        /// Whether an interval stands behind its numbers.
        var hasInterval = false
        /// Its place among the columns of the result.
        var source: Int
    }

    private(set) var columns: [Column] = []
    /// As many cells a row as there are columns; empty for a null.
    private(set) var rows: [[String]]

    init(_ result: ReportResult) {
        rows = Array(repeating: [], count: result.rows.count)
        let intervals = IntervalColumns(result.columns)
        let roundings = Roundings(of: result, intervals: intervals)
        for (index, name) in result.columns.enumerated() where !intervals.isEnd(name) {
            let values = result.rows.map { $0[index] }
            guard values.isEmpty || values.contains(where: { $0 != .null }) else { continue }
            append(
                name, at: index, values,
                interval: intervals.ends(of: name).map { ends in
                    result.rows.map { (low: $0[ends.low].number, high: $0[ends.high].number) }
                }, roundings[name], of: result)
        }
    }

    /// The columns at these places of the result alone, in this order; places without a column are passed over.
    func keeping(_ places: [Int]) -> PresentedTable {
        let kept = places.compactMap { place in columns.firstIndex { $0.source == place } }
        var table = self
        table.columns = kept.map { columns[$0] }
        table.rows = rows.map { row in kept.map { row[$0] } }
        return table
    }

    /// Puts a mark behind the first cell of rows.
    mutating func mark(rows places: [Int], by mark: String) {
        guard !columns.isEmpty else { return }
        for place in places where rows.indices.contains(place) { rows[place][0] += mark }
    }

    private mutating func append(
        _ name: String, at source: Int, _ values: [SQLValue], interval: [(low: Double?, high: Double?)]?,
        _ rounding: Rounding, of result: ReportResult
    ) {
        let definition = result.definition(of: name)
        // The column `by` has the values of the column that the parameter names.
        let given = name == "by" ? result.parameters["by"].flatMap { $0 == "null" ? nil : $0 } ?? name : name
        // The label of small says what the mark of a row means.
        let label = name == SmallFlag.column ? nil : result.table.labels[name]
        let heading = label ?? given.replacing("_", with: " ")
        let isYear = definition?.unit == "year"
        let bounds = interval == nil ? "" : ", with its interval"
        columns.append(
            Column(
                heading: heading,
                note: definition.map { "\($0.meaning)\($0.unit.map { " (\($0))" } ?? "")\(bounds)" },
                isNumber: values.contains { $0.isNumber } && values.allSatisfy { $0.isNumber || $0 == .null },
                hasInterval: interval?.contains { $0.low != nil || $0.high != nil } ?? false, source: source))
        for (index, value) in values.enumerated() {
            rows[index].append(isYear ? value.plainText ?? "" : Self.cell(value, interval?[index], rounding))
        }
    }

    private static func cell(
        _ value: SQLValue, _ interval: (low: Double?, high: Double?)?, _ rounding: Rounding
    ) -> String {
        let text: String =
            switch value {
            case .real(let number): rounding.text(number)
            case .integer(let number): Rounding.grouped(number)
            default: value.plainText ?? ""
            }
        guard let interval, interval.low != nil || interval.high != nil else { return text }
        let low = interval.low.map(rounding.text) ?? "−∞"
        let high = interval.high.map(rounding.text) ?? "∞"
        return "\(text) [\(low), \(high)]"
    }
}
