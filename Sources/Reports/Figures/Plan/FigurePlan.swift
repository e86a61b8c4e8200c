import SQLite
import Tabular
import Warehouse

/// One figure in the making: what is drawn and what is left out.
struct FigurePlan {
    private(set) var chart: ReportChart
    private let result: ReportResult
    var data: FigureData
    /// What a reader must know: what the figure leaves out of the table, what its marks are.
    private(set) var omissions: [String] = []

    /// How many values the facet had before some were left out, and what was said of it.
    private var limitedPanels: (count: Int, remark: String)?

    /// The order of the series in the legend, where it is not that of the rows.
    var seriesOrder: [SQLValue]?

    /// The column that names the measures of a chart with two of them.
    private static let measure = "measure"

    init(chart: ReportChart, result: ReportResult) {
        self.chart = chart
        self.result = result
        data = FigureData(columns: result.columns, rows: result.rows, chart: chart)
        if let only = chart.only { select(only) }
        if let second = chart.second {
            data.unfold(chart, second: second, into: Self.measure, names: [words(chart.y), words(second.y)])
            self.chart.facet = Self.measure
            (self.chart.low, self.chart.high) = (chart.low ?? second.low, chart.high ?? second.high)
        }
        nameValues()
        // A map shows places without a number as such.
        if chart.kind != .map {
            let count = data.rows.count
            data.keep(where: { $0 != .null }, in: chart.kind == .heat ? chart.colour ?? chart.y : chart.y)
            if data.rows.count < count { omit("without \(count - data.rows.count) rows that have no value") }
        }
    }

    /// Keeps the rows with the chosen value; with the first value that there is, if none has the chosen one.
    private mutating func select(_ only: ReportChart.Selection) {
        let count = data.rows.count
        let values = data.values(of: only.column).compactMap(\.plainText)
        guard let value = values.contains(only.value) ? only.value : values.first else { return }
        data.keep(where: { $0.plainText == value }, in: only.column)
        if data.rows.count < count || value != only.value {
            omit("\(words(only.column)) \(value) only: \(data.rows.count) of \(count) rows")
        }
    }

    /// What the header calls the column in figures, else its name.
    func words(_ column: String) -> String {
        // The column `by` has the values of the column that the parameter names.
        let given = column == "by" ? result.parameters["by"].flatMap { $0 == "null" ? nil : $0 } ?? column : column
        return result.table.labels[column] ?? Self.names[given] ?? given.replacing("_", with: " ")
    }

    /// Columns whose values are words of the report itself, not of the corpus.
    private static let vocabulary: Set<String> = [
        "arrangement", "coefficient", "compared_with", "component", "counting", "dimension", "dimensions", "first",
        "level", "second", "status", "x", "y",
    ]

    /// Writes the words of the report without underscores, and numbers above panels with what they are: order 1.
    private mutating func nameValues() {
        for column in data.columns where Self.vocabulary.contains(column) && !data.isNumeric(column) {
            data.replace(column) { $0.text.map { .text($0.replacing("_", with: " ")) } ?? $0 }
        }
        for column in [chart.facet, chart.row].compactMap(\.self) where data.isNumeric(column) {
            let name = words(column)
            data.replace(column) { .text("\(name) \($0.plainText ?? FigureData.none)") }
        }
    }

    /// The names that are kept in each panel where not all panels fit a page; nil where none can be left out.
    ///
    /// A panel for each dimension has its tags, the commonest first. The bins of a histogram belong together.
    var rankedCount: Int? { chart.facet == Self.dimension ? 10 : nil }

    /// The column that says whether a row is of languages, countries, domains or tasks.
    private static let dimension = "dimension"

    /// What the header says of what is no column: `blank`, `estimate`, `both`.
    func label(_ name: String) -> String? { result.table.labels[name] }

    /// Whether rows of few samples are among those that are drawn; their marks are pale or have a sign.
    var hasSmallRows: Bool { data.values(of: SmallFlag.column).contains(1) }

    /// Says what the sign of rows of few samples is, if there are such rows.
    mutating func explainSmallRows(_ sign: String) {
        guard hasSmallRows else { return }
        omit("\(sign): \(PrintedTable.small(result) ?? "few samples")")
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

    /// The column's name for readers, with its unit if that adds information, in lines that fit its axis.
    ///
    /// - Parameter isOfLegend: a legend has the width of the figure.
    func title(of column: String, isOfLegend: Bool = false) -> JSONValue {
        // The headings of the panels say what the names along their axes are.
        if hasPanels, !isOfLegend, chart.named.contains(column) { return .null }
        let isOfBoth = chart.second != nil && column == chart.y
        let name = isOfBoth ? label("both") ?? words(column) : nameInOnlyPanel(column) ?? words(column)
        let unit = result.definition(of: column)?.unit.map { $0.replacing("-1 to", with: "−1 to") }
        let text =
            switch unit {
            case .some(let unit) where name.count == 1: unit
            // A unit stays on one line.
            case .some(let unit) where !name.hasSuffix(unit): "\(name) (\(unit.replacing(" ", with: "\u{A0}")))"
            case .none where name.count == 1: ""
            default: name
            }
        if text.isEmpty { return .null }
        let lines = FigureStyle.lines(
            of: text.prefix(1).uppercased() + text.dropFirst(), letters: isOfLegend ? 48 : titleLetters)
        return lines.count == 1 ? .value(.text(lines[0])) : .array(lines.map { .value(.text($0)) })
    }

    /// What the heading of a single panel, which is not drawn, says of a column.
    private func nameInOnlyPanel(_ column: String) -> String? {
        guard let place = chart.named.firstIndex(of: column), let facet = chart.facet,
            let heading = data.distinct(facet).first?.text, !data.varies(facet)
        else { return nil }
        let parts = heading.components(separatedBy: " × ")
        return parts.count == chart.named.count ? parts[place] : nil
    }

    /// How many letters of a title fit along an axis.
    private var titleLetters: Int {
        let room: Int
        if hasPanels {
            room = panelWidth
        } else if hasNamesOnTheLeft {
            let letters = data.distinct(chart.x).map(Self.letters).max() ?? 0
            room = FigureStyle.columnWidth - 20 - min(120, letters * 18 / 5)
        } else {
            room = 140
        }
        return max(16, room / 4)
    }

    /// Names that are not the words of their columns.
    private static let names = [
        "gini": "Gini index", "cumulative_gini": "cumulative Gini index", "jensen_shannon": "Jensen-Shannon divergence",
    ]

    /// Nil for a name, a rank, a year.
    func unit(of column: String) -> String? {
        result.definition(of: column)?.unit.flatMap { $0 == column ? nil : $0 }
    }

    /// Whether the column counts something: it is no name, rank or year.
    func isCount(_ column: String) -> Bool {
        result.definition(of: column)?.unit.map { $0 != "year" } ?? false
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
        let remark = "\(kept) of \(count) values of \(words(column))\(panels ? ", in each panel" : "")"
        if column == chart.facet { limitedPanels = (count, remark) }
        omit(remark)
    }

    /// Keeps the series with the largest sums of `y`.
    mutating func limitSeries(to limit: Int) {
        guard let colour = chart.colour else { return }
        let names = data.distinct(colour)
        guard names.count > limit else { return }
        var sums: [SQLValue: Double] = [:]
        for (name, number) in zip(data.values(of: colour), data.values(of: chart.y)) {
            sums[name, default: 0] += number.number ?? 0
        }
        let order = names.enumerated().sorted {
            let (one, other) = (sums[$0.element] ?? 0, sums[$1.element] ?? 0)
            return one == other ? $0.offset < $1.offset : one > other
        }
        let kept = Set(order.prefix(limit).map(\.element))
        data.keep(where: kept.contains, in: colour)
        omit("the \(limit) largest of \(names.count) values of \(words(colour))")
    }

    /// Says which panels are left out, once for all reasons.
    mutating func omitPanels(_ column: String, keeping kept: Int, of count: Int) {
        var count = count
        if column == chart.facet, let limitedPanels {
            count = limitedPanels.count
            omissions.removeAll { $0 == limitedPanels.remark }
        }
        omit("\(kept) of \(count) values of \(words(column)), those with the most rows")
    }

    mutating func omit(_ remark: String) { omissions.append(remark) }

    /// A logarithmic axis has no place for zero and less.
    mutating func dropWhatLogarithmsCannotShow() {
        for (column, isLogarithmic) in [(chart.x, chart.hasLogarithmicX), (chart.y, chart.hasLogarithmicY)]
        where isLogarithmic {
            let count = data.rows.count
            data.keep(where: { ($0.number ?? 0) > 0 }, in: column)
            if data.rows.count < count {
                omit("without \(count - data.rows.count) rows whose \(words(column)) is 0 or less")
            }
        }
    }
}
