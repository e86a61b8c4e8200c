import SQLite
import Tabular
import Warehouse

/// The rows that a figure draws, with the columns of its chart only.
struct FigureData {
    /// The text in a figure for a name that is null.
    static let none = "(none)"

    private(set) var columns: [String]
    private(set) var rows: [[SQLValue]]

    /// - Parameter chart: its columns that the table has are kept, and the flag of few samples.
    init(columns: [String], rows: [[SQLValue]], chart: ReportChart) {
        var kept: [Int] = []
        let measures = [chart.y, chart.low, chart.high, chart.estimate, chart.count]
        let second = [chart.second?.y, chart.second?.low, chart.second?.high]
        let names = [chart.x] + measures + second + [chart.colour, chart.facet, chart.row, chart.only?.column]
        for name in names + [SmallFlag.column] {
            if let name, let index = columns.firstIndex(of: name), !kept.contains(index) { kept.append(index) }
        }
        self.columns = kept.map { columns[$0] }
        self.rows = rows.map { row in kept.map { row[$0].drawable } }
    }

    func values(of column: String) -> [SQLValue] {
        guard let index = columns.firstIndex(of: column) else { return [] }
        return rows.map { $0[index] }
    }

    /// The different values of a column, in the order of the rows.
    func distinct(_ column: String) -> [SQLValue] {
        var seen = Set<SQLValue>()
        return values(of: column).filter { seen.insert($0).inserted }
    }

    /// The different values of a column in an order that keeps that of each panel, as far as the panels agree: a value
    /// that only a later panel has stands behind the value that it follows there.
    func merged(_ column: String, panels: String) -> [SQLValue] {
        var order: [SQLValue] = []
        let pairs = zip(values(of: panels), values(of: column))
        for panel in distinct(panels) {
            var place = 0
            for (owner, value) in pairs where owner == panel {
                if let known = order.firstIndex(of: value) {
                    place = max(place, known + 1)
                } else {
                    order.insert(value, at: place)
                    place += 1
                }
            }
        }
        return order
    }

    /// The different combinations of values of columns.
    func distinctCount(_ names: [String]) -> Int {
        let indices = names.compactMap { columns.firstIndex(of: $0) }
        return Set(rows.map { row in indices.map { row[$0] } }).count
    }

    /// How many different values of a column there are with one value of another, at most.
    func mostDistinct(_ column: String, in other: String) -> Int {
        let pairs = zip(values(of: other), values(of: column))
        return Dictionary(grouping: pairs) { $0.0 }.values.map { Set($0.map(\.1)).count }.max() ?? 0
    }

    /// Whether the column has a number, and otherwise only numbers and nulls.
    func isNumeric(_ column: String) -> Bool {
        let values = values(of: column).filter { $0 != .null }
        return !values.isEmpty && values.allSatisfy(\.isNumber)
    }

    /// Whether all numbers of the column are whole.
    func isWhole(_ column: String) -> Bool {
        values(of: column).allSatisfy { value in
            if case .real = value { false } else { true }
        }
    }

    /// Whether the column distinguishes rows.
    func varies(_ column: String) -> Bool { distinct(column).count > 1 }

    mutating func keep(where isKept: (SQLValue) -> Bool, in column: String) {
        guard let index = columns.firstIndex(of: column) else { return }
        rows = rows.filter { isKept($0[index]) }
    }

    /// Keeps the rows of some values of a column.
    ///
    /// - Parameters:
    ///   - limit: how many values are kept, in each panel if there are panels.
    ///   - panel: the column with a value a panel.
    ///   - bothEnds: half of them are the first, half the last.
    /// - Returns: whether rows were dropped.
    mutating func keep(_ limit: Int, of column: String, panel: String?, bothEnds: Bool) -> Bool {
        guard let index = columns.firstIndex(of: column) else { return false }
        let panelIndex = panel.flatMap { columns.firstIndex(of: $0) }
        func key(_ row: [SQLValue]) -> SQLValue { panelIndex.map { row[$0] } ?? .null }
        var kept: [SQLValue: Set<SQLValue>] = [:]
        for (panel, rows) in Dictionary(grouping: rows, by: key) {
            var seen = Set<SQLValue>()
            let names = rows.map { $0[index] }.filter { seen.insert($0).inserted }
            guard names.count > limit else { continue }
            kept[panel] =
                bothEnds ? Set(names.prefix(limit / 2) + names.suffix(limit - limit / 2)) : Set(names.prefix(limit))
        }
        rows = rows.filter { kept[key($0)]?.contains($0[index]) ?? true }
        return !kept.isEmpty
    }

    /// Merges all except the given values of a column into one value with another name, adding up their numbers.
    mutating func gather(_ column: String, except kept: Set<SQLValue>, as name: String, adding number: String) {
        guard let index = columns.firstIndex(of: column), let sum = columns.firstIndex(of: number) else { return }
        var gathered: [[SQLValue]: Double] = [:]
        var order: [[SQLValue]] = []
        for row in rows where !kept.contains(row[index]) {
            var key = row
            key[index] = .text(name)
            key[sum] = .null
            if gathered[key] == nil { order.append(key) }
            gathered[key, default: 0] += row[sum].number ?? 0
        }
        rows = rows.filter { kept.contains($0[index]) }
        for var row in order {
            row[sum] = .real(gathered[row] ?? 0)
            rows.append(row)
        }
    }

    mutating func replace(_ column: String, by other: (SQLValue) -> SQLValue) {
        guard let index = columns.firstIndex(of: column) else { return }
        for row in rows.indices { rows[row][index] = other(rows[row][index]) }
    }

    /// Replaces each row by two: one with the measure `y`, one with the other measure under the same name, and a column
    /// that names them. A measure without an interval has none in its rows.
    mutating func unfold(_ chart: ReportChart, second: ReportChart.Second, into name: String, names: [String]) {
        let pairs: [(String?, String?)] = [
            (chart.y, second.y), (chart.low, second.low), (chart.high, second.high),
        ]
        let places = pairs.compactMap { first, other -> (to: Int, first: Int?, other: Int?)? in
            let places = [first, other].map { name in name.flatMap { columns.firstIndex(of: $0) } }
            return (places[0] ?? places[1]).map { ($0, places[0], places[1]) }
        }
        columns.append(name)
        let unfolded = rows
        func measured(as measure: String, from: KeyPath<(to: Int, first: Int?, other: Int?), Int?>) -> [[SQLValue]] {
            unfolded.map { values in
                var row = values
                for place in places { row[place.to] = place[keyPath: from].map { values[$0] } ?? .null }
                return row + [.text(measure)]
            }
        }
        rows = measured(as: names[0], from: \.first) + measured(as: names[1], from: \.other)
    }

    /// Adds a column: the index among these of a row's value of another column.
    mutating func append(_ name: String, placing column: String, among values: [SQLValue]) {
        guard let index = columns.firstIndex(of: column) else { return }
        columns.append(name)
        rows = rows.map { row in row + [.integer(Int64(values.firstIndex(of: row[index]) ?? values.count))] }
    }

    /// The rows as Vega-Lite wants them; names that are null become ``none``.
    func values(names: Set<String>) -> JSONValue {
        .array(
            rows.map { row in
                .object(
                    zip(columns, row).map { column, value in
                        JSONValue.Member(key: column, value: .value(names.contains(column) ? value.name : value))
                    })
            })
    }
}

extension SQLValue {
    /// A text without characters that XML, and so no picture, can have: control characters are replaced by their
    /// pictures (U+2401 for U+0001).
    fileprivate var drawable: SQLValue {
        guard case .text(let text) = self, text.unicodeScalars.contains(where: \.isUnknownToXML) else { return self }
        var shown = String.UnicodeScalarView()
        for scalar in text.unicodeScalars {
            let picture = scalar.value < 0x20 ? Unicode.Scalar(0x2400 + scalar.value) : "\u{FFFD}"
            shown.append(scalar.isUnknownToXML ? picture ?? "\u{FFFD}" : scalar)
        }
        return .text(String(shown))
    }

    /// The value as a name in a figure.
    var name: SQLValue { self == .null ? .text(FigureData.none) : self }
}

extension Unicode.Scalar {
    /// XML 1.0 has no such character, not even as a reference.
    fileprivate var isUnknownToXML: Bool {
        switch value {
        case 0x9, 0xA, 0xD: false
        case 0..<0x20, 0xFFFE, 0xFFFF: true
        default: false
        }
    }
}
