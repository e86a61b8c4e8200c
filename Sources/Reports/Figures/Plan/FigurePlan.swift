import SQLite
import Warehouse

/// One figure in the making: what is drawn and what is left out.
struct FigurePlan {
    let chart: ReportChart
    private let result: ReportResult
    var data: FigureData
    /// What the figure leaves out of the table.
    private(set) var omissions: [String] = []

    /// The order of the series in the legend, where it is not that of the rows.
    var seriesOrder: [SQLValue]?

    init(chart: ReportChart, result: ReportResult) {
        self.chart = chart
        self.result = result
        data = FigureData(columns: result.columns, rows: result.rows, chart: chart)
        // A map shows places without a number as such.
        if chart.kind != .map {
            data.keep(where: { $0 != .null }, in: chart.kind == .heat ? chart.colour ?? chart.y : chart.y)
        }
    }

    /// One number alone is no figure.
    var hasSomethingToCompare: Bool { data.rows.count > 1 }

    /// The columns whose values are names.
    private var names: Set<String> {
        let axes: [String?] =
            switch chart.kind {
            case .bar, .stack: [chart.x]
            case .heat: [chart.x, chart.y]
            case .line, .scatter, .lorenz, .map: []
            }
        return Set(data.columns.filter { !data.isNumeric($0) })
            .union((axes + [chart.facet, chart.row]).compactMap(\.self))
    }

    var inlineData: JSONValue { data.values(names: names) }

    /// The column's name for readers, with its unit if that adds information.
    func title(of column: String) -> JSONValue {
        // The column `by` has the values of the column that the parameter names.
        let given = column == "by" ? result.parameters["by"] ?? column : column
        let name = Self.names[given] ?? given.replacing("_", with: " ")
        let unit = result.definition(of: column)?.unit.flatMap(Self.dimension)
        let text =
            switch unit {
            case .some(let unit) where name.count == 1: unit
            case .some(let unit) where !name.hasSuffix(unit): "\(name) (\(unit))"
            case .none where name.count == 1: ""
            default: name
            }
        return text.isEmpty ? .null : .value(.text(text.prefix(1).uppercased() + text.dropFirst()))
    }

    /// Names that are not the words of their columns.
    private static let names = [
        "gini": "Gini index", "cumulative_gini": "cumulative Gini index", "jensen_shannon": "Jensen-Shannon divergence",
    ]

    /// Nil for a name, a rank, a year.
    func unit(of column: String) -> String? {
        result.definition(of: column)?.unit.flatMap { $0 == column ? nil : $0 }
    }

    /// A range (`0 to 1`) is no dimension: the axis shows it.
    private static func dimension(_ unit: String) -> String? {
        unit.first.map { $0.isNumber || $0 == "-" } ?? true ? nil : unit
    }

    // MARK: - Leaving out

    /// Keeps as many names of a column as can be distinguished or read, in each panel; for numbers with both signs,
    /// those at both ends.
    mutating func limit(_ column: String?, to limit: Int) {
        guard let column else { return }
        let numbers = data.values(of: chart.y).compactMap(\.number)
        let bothEnds =
            chart.kind == .bar && column == chart.x && numbers.contains { $0 < 0 } && numbers.contains { $0 > 0 }
        let count = data.distinct(column).count
        guard data.keep(limit, of: column, panel: column == chart.facet ? nil : chart.facet, bothEnds: bothEnds) else {
            return
        }
        let kept = bothEnds ? "the first \(limit / 2) and the last \(limit - limit / 2)" : "the first \(limit)"
        let panels = chart.facet.map { column != $0 && data.varies($0) } ?? false
        omit("\(kept) of \(count) values of \(column)\(panels ? ", in each panel" : "")")
    }

    mutating func omit(_ remark: String) { omissions.append(remark) }

    /// A logarithmic axis has no place for zero and less.
    mutating func dropWhatLogarithmsCannotShow() {
        for (column, isLogarithmic) in [(chart.x, chart.hasLogarithmicX), (chart.y, chart.hasLogarithmicY)]
        where isLogarithmic {
            let count = data.rows.count
            data.keep(where: { ($0.number ?? 0) > 0 }, in: column)
            if data.rows.count < count { omit("without \(count - data.rows.count) rows whose \(column) is 0 or less") }
        }
    }
}
