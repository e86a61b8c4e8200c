import Warehouse

/// One figure in the making: what is drawn, and the channels that its marks share.
struct FigurePlan {
    let chart: ReportChart
    private let table: ReportTable
    var data: FigureData
    /// What the figure leaves out of the table.
    private(set) var omissions: [String] = []

    init(chart: ReportChart, table: ReportTable, data: FigureData) {
        self.chart = chart
        self.table = table
        self.data = data
    }

    /// The columns whose values are names: all that are not numbers, and those of axes with a place a value.
    private var names: Set<String> { Set(data.columns.filter { !data.isNumeric($0) }) }

    var inlineData: JSONValue {
        if let tiles = chart.kind == .map ? TileMapMarks.tiles(of: self) : nil { return tiles }
        return data.values(names: names)
    }

    // MARK: - Leaving out

    /// Keeps as many names of a column as can be told apart or read.
    mutating func limit(_ column: String?, to limit: Int) {
        guard let column, !data.isNumeric(column) || chart.kind == .bar,
            let omission = data.keepFirst(limit, of: column)
        else { return }
        omissions.append(omission)
    }

    /// A logarithmic axis has no place for zero and less.
    mutating func dropWhatLogarithmsCannotShow() {
        for (column, isLogarithmic) in [(chart.x, chart.hasLogarithmicX), (chart.y, chart.hasLogarithmicY)]
        where isLogarithmic {
            data.keep(where: { ($0.number ?? 0) > 0 }, in: column)
        }
    }

    // MARK: - Channels

    /// The column's name as people read it, with its unit.
    func title(of column: String) -> JSONValue {
        let unit = table.columns.first { $0.name == column }?.unit
        let name = column.replacing("_", with: " ")
        return .value(.text(unit.map { $0 == name ? name : "\(name) (\($0))" } ?? name))
    }

    /// An axis of numbers.
    func numbers(_ column: String, isLogarithmic: Bool = false, startsAtZero: Bool = true) -> JSONValue {
        .object([
            "field": .value(.text(column)), "type": "quantitative", "title": title(of: column),
            "scale": isLogarithmic ? ["type": "log"] : (startsAtZero ? nil : ["zero": false]),
        ])
    }

    /// An axis with a place for each name, in the order of the rows.
    func names(_ column: String, axis: JSONValue? = nil) -> JSONValue {
        .object([
            "field": .value(.text(column)), "type": "nominal", "title": title(of: column), "sort": .null, "axis": axis,
        ])
    }

    /// Numbers or names, as the column has.
    func position(_ column: String, isLogarithmic: Bool) -> JSONValue {
        data.isNumeric(column)
            ? numbers(column, isLogarithmic: isLogarithmic, startsAtZero: false)
            : names(column, axis: ["labelAngle": -40])
    }

    /// The colour of a series; nil where there is one only.
    var seriesColour: JSONValue? {
        guard let colour = chart.colour, data.varies(colour) else { return nil }
        return .object([
            "field": .value(.text(colour)), "type": "nominal", "title": title(of: colour), "sort": .null,
            "scale": FigureStyle.nameScale(data.distinct(colour).count),
        ])
    }

    /// The colour of a number.
    func numberColour(_ column: String) -> JSONValue {
        .object([
            "field": .value(.text(column)), "type": "quantitative", "title": title(of: column),
            "scale": FigureStyle.numberScale(data.values(of: column).compactMap(\.number)),
        ])
    }

    /// The ends of the interval of `y`; nil where the chart has none or no row has one.
    var interval: (low: String, high: String)? {
        guard let low = chart.low, let high = chart.high, data.isNumeric(low), data.isNumeric(high) else { return nil }
        return (low, high)
    }

    /// A panel for each value of the chart's facet, where there are several.
    func faceted(_ view: JSONValue) -> JSONValue {
        guard let facet = chart.facet, data.varies(facet) else { return view }
        return [
            "facet": [
                "field": .value(.text(facet)), "type": "nominal", "title": title(of: facet), "sort": .null,
            ],
            "columns": 2,
            "spec": view,
        ]
    }
}
