import Warehouse

/// The rows that a figure draws, with the columns of its chart only.
struct FigureData {
    /// What stands in a figure for a name that is null.
    static let none = "(none)"

    private(set) var columns: [String]
    private(set) var rows: [[SQLValue]]

    /// - Parameter chart: its columns that the table has are kept.
    init(columns: [String], rows: [[SQLValue]], chart: ReportChart) {
        var kept: [Int] = []
        for name in [chart.x, chart.y, chart.low, chart.high, chart.colour, chart.facet] {
            if let name, let index = columns.firstIndex(of: name), !kept.contains(index) { kept.append(index) }
        }
        self.columns = kept.map { columns[$0] }
        self.rows = rows.map { row in kept.map { row[$0] } }
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

    /// Whether the column has a number, and nothing but numbers and nulls.
    func isNumeric(_ column: String) -> Bool {
        let values = values(of: column).filter { $0 != .null }
        return !values.isEmpty && values.allSatisfy { $0.number != nil }
    }

    /// Whether the column tells rows apart.
    func varies(_ column: String) -> Bool { distinct(column).count > 1 }

    mutating func keep(where isKept: (SQLValue) -> Bool, in column: String) {
        guard let index = columns.firstIndex(of: column) else { return }
        rows = rows.filter { isKept($0[index]) }
    }

    /// Keeps the rows of the first `limit` different values of a column.
    ///
    /// - Returns: what to say of the others; nil where there are none.
    mutating func keepFirst(_ limit: Int, of column: String) -> String? {
        let distinct = distinct(column)
        guard distinct.count > limit else { return nil }
        let kept = Set(distinct.prefix(limit))
        keep(where: kept.contains, in: column)
        return "the first \(limit) of \(distinct.count) values of \(column)"
    }

    /// The rows as Vega-Lite wants them; names that are null become ``none``.
    func values(names: Set<String>) -> JSONValue {
        .array(
            rows.map { row in
                .object(
                    zip(columns, row).map { column, value in
                        let shown = value == .null && names.contains(column) ? .text(Self.none) : value
                        return JSONValue.Member(key: column, value: .value(shown))
                    })
            })
    }
}
