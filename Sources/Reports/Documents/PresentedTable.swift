import SQLite
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
        /// Its place among the columns of the result.
        var source: Int
    }

    private(set) var columns: [Column] = []
    /// As many cells a row as there are columns; empty for a null.
    private(set) var rows: [[String]]

    init(_ result: ReportResult) {
        rows = Array(repeating: [], count: result.rows.count)
        let intervals = Intervals(result.columns)
        for (index, name) in result.columns.enumerated() where !intervals.isEnd(name) {
            let values = result.rows.map { $0[index] }
            guard values.isEmpty || values.contains(where: { $0 != .null }) else { continue }
            append(
                name, at: index, values,
                interval: intervals.ends(of: name).map { ends in
                    result.rows.map { (low: $0[ends.low].number, high: $0[ends.high].number) }
                }, of: result)
        }
    }

    private mutating func append(
        _ name: String, at source: Int, _ values: [SQLValue], interval: [(low: Double?, high: Double?)]?,
        of result: ReportResult
    ) {
        let definition = result.definition(of: name)
        let heading = name.replacing("_", with: " ")
        let bounds = interval == nil ? "" : ", with its interval"
        columns.append(
            Column(
                heading: heading,
                note: definition.map { "\($0.meaning)\($0.unit.map { " (\($0))" } ?? "")\(bounds)" },
                isNumber: values.contains { $0.isNumber } && values.allSatisfy { $0.isNumber || $0 == .null },
                source: source))
        let rounding = Rounding(
            values.compactMap(\.realNumber), interval: interval, isProbability: name.contains(/(^|_)p(_holm|_bh)?$/))
        for (index, value) in values.enumerated() {
            rows[index].append(Self.cell(value, interval?[index], rounding))
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

/// Which columns are the ends of the interval of another: `share_low` and `share_high` of `share`.
private struct Intervals {
    private let positions: [String: Int]

    init(_ columns: [String]) {
        positions = Dictionary(columns.enumerated().map { ($0.element, $0.offset) }) { first, _ in first }
    }

    func ends(of column: String) -> (low: Int, high: Int)? {
        guard let low = positions["\(column)_low"], let high = positions["\(column)_high"] else { return nil }
        return (low, high)
    }

    func isEnd(_ column: String) -> Bool {
        ["_low", "_high"].contains { suffix in
            guard column.hasSuffix(suffix) else { return false }
            let owner = String(column.dropLast(suffix.count))
            return positions[owner] != nil && ends(of: owner) != nil
        }
    }
}

extension SQLValue {
    /// A number with a fraction, which is what gets rounded.
    fileprivate var realNumber: Double? {
        if case .real(let value) = self { value } else { nil }
    }
}
