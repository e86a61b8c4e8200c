import SQLite
import Warehouse

/// How the columns of a table are rounded: those of one unit alike, so that the numbers of a row can be compared.
///
/// The decimals are those that the column with the finest interval needs; without intervals, those of the column with
/// the largest number. Shares have three at most.
struct Roundings {
    private var byColumn: [String: Rounding] = [:]

    private static let mostOfShares = 3

    init(of result: ReportResult, intervals: IntervalColumns) {
        var groups: [String: [(name: String, decimals: Int, hasInterval: Bool)]] = [:]
        for (index, name) in result.columns.enumerated() where !intervals.isEnd(name) {
            let ends = intervals.ends(of: name)
            let rounding = Rounding(
                result.rows.compactMap { $0[index].realNumber },
                interval: ends.map { ends in result.rows.map { ($0[ends.low].number, $0[ends.high].number) } },
                isProbability: name.contains(/(^|_)p(_holm|_bh)?$/))
            byColumn[name] = rounding
            let hasNumbers = result.rows.contains { $0[index].realNumber != nil }
            guard !rounding.isProbability, hasNumbers, let unit = result.definition(of: name)?.unit else { continue }
            let hasInterval = ends.map { ends in result.rows.contains { $0[ends.low] != .null } } ?? false
            groups[Self.isShare(unit) ? "share" : unit, default: []].append((name, rounding.decimals, hasInterval))
        }
        for (unit, columns) in groups {
            let measured = columns.filter(\.hasInterval).map(\.decimals).max()
            let common = measured ?? columns.map(\.decimals).min() ?? 0
            let decimals = unit == "share" ? min(common, Self.mostOfShares) : common
            for column in columns { byColumn[column.name] = Rounding(decimals: decimals) }
        }
    }

    private static func isShare(_ unit: String) -> Bool { unit == "0 to 1" || unit == "-1 to 1" }

    subscript(column: String) -> Rounding { byColumn[column] ?? Rounding(decimals: 0) }
}

extension SQLValue {
    /// A number with a fraction, which is what gets rounded.
    fileprivate var realNumber: Double? {
        if case .real(let value) = self { value } else { nil }
    }
}
