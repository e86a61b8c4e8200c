import Foundation
import SQLite
import Tabular
import Warehouse

/// The channels that marks share.
extension FigurePlan {
    /// An axis of numbers.
    ///
    /// - Parameter domain: of the axis; nil for that of the numbers.
    func numbers(
        _ column: String, isLogarithmic: Bool = false, startsAtZero: Bool = true, domain: JSONValue? = nil
    ) -> JSONValue {
        let values = data.values(of: column).compactMap(\.number)
        return .object([
            "field": .value(.text(column)), "type": "quantitative", "title": title(of: column),
            "scale": isLogarithmic
                ? ["type": "log", "nice": false]
                : (startsAtZero ? domain.map { ["domain": $0] } : ["zero": false, "nice": false]),
            "axis": isLogarithmic ? ["values": .array(Self.logarithmicTicks(values))] : wholeAxis(column),
        ])
    }

    /// Counts have no fractions, and years no comma.
    private func wholeAxis(_ column: String) -> JSONValue? {
        guard data.isWhole(column) else { return nil }
        return ["tickMinStep": 1, "format": isCount(column) ? ",d" : "d"]
    }

    /// 1, 2, 5, 10, … from the first below the numbers to the last within them.
    private static func logarithmicTicks(_ values: [Double]) -> [JSONValue] {
        guard let least = values.min(), let greatest = values.max(), least > 0, greatest.isFinite else { return [] }
        let decades = Int(log10(least).rounded(.down))...Int(log10(greatest).rounded(.up))
        let steps = decades.count > 3 ? [1.0] : [1.0, 2.0, 5.0]
        return decades.flatMap { decade in steps.map { $0 * pow(10, Double(decade)) } }
            .filter { $0 >= least && $0 <= greatest }.map { .value(.real($0)) }
    }

    /// An axis with a position for each name, in the order of the rows; of panels that share it, in the order of each.
    func names(_ column: String, axis: JSONValue? = nil, title: JSONValue? = nil) -> JSONValue {
        let order = chart.facet.map { data.merged(column, panels: $0) } ?? []
        let isByRows = order.isEmpty || hasNamesOfItsOwnInEachPanel || order == data.distinct(column)
        return .object([
            "field": .value(.text(column)), "type": "nominal", "title": title ?? self.title(of: column),
            "sort": isByRows ? .null : .array(order.map { .value($0.name) }), "axis": axis,
        ])
    }

    /// Names along the lower edge: horizontal if they fit, else slanted.
    func namesBelow(_ column: String, width: Int) -> JSONValue {
        let names = data.distinct(column)
        let fits = names.allSatisfy { Self.letters($0) * 4 < width / max(1, names.count) }
        return self.names(column, axis: ["labelAngle": fits ? 0 : -40])
    }

    /// Bars with many names, or long ones, lie below one another; the parts of a whole always do.
    var hasNamesOnTheLeft: Bool {
        switch chart.kind {
        case .stack: true
        case .bar:
            hasPanels || data.distinct(chart.x).count > Self.namesInARow
                || data.distinct(chart.x).contains { Self.letters($0) > Self.lettersInARow }
        default: false
        }
    }

    private static let namesInARow = 8
    private static let lettersInARow = 12

    static func letters(_ value: SQLValue) -> Int { value.name.plainText?.count ?? 0 }

    /// The fill of a series; nil if there is only one.
    var seriesFill: JSONValue? { seriesColour(among: FigureStyle.fills) }

    /// The colour of a line or of points; nil if there is only one series.
    var seriesColour: JSONValue? { seriesColour(among: FigureStyle.palette) }

    func seriesColour(among palette: [JSONValue], legend: JSONValue? = nil) -> JSONValue? {
        guard let colour = chart.colour, data.varies(colour) else { return nil }
        let names = seriesOrder ?? data.distinct(colour)
        return series(colour, range: FigureStyle.colours(of: names, among: palette), legend: legend)
    }

    /// Marks of few samples are pale; nil if there are none.
    var paleness: JSONValue? {
        guard hasSmallRows else { return nil }
        return ["condition": ["test": "datum.small == 1", "value": 0.4], "value": 1]
    }

    /// The dashes of lines, one for each series, so that they are told apart without colours; nil if there is only one.
    var seriesDash: JSONValue? {
        guard let colour = chart.colour, data.varies(colour) else { return nil }
        return series(colour, range: FigureStyle.dashes(data.distinct(colour).count), legend: nil)
    }

    /// The shapes of points, one for each series; nil if there is only one.
    var seriesShape: JSONValue? {
        guard let colour = chart.colour, data.varies(colour) else { return nil }
        let shapes: [JSONValue] = [
            "circle", "square", "triangle-up", "cross", "diamond", "triangle-down", "triangle-right",
        ]
        return series(colour, range: (0..<data.distinct(colour).count).map { shapes[$0 % shapes.count] }, legend: nil)
    }

    private func series(_ column: String, range: [JSONValue], legend: JSONValue?) -> JSONValue {
        let names = seriesOrder ?? data.distinct(column)
        let letters = names.map(Self.letters).max() ?? 0
        let columns = FigureStyle.legendColumns(letters: letters, width: legendWidth)
        let layout: JSONValue = ["columns": .value(.integer(Int64(columns)))]
        return [
            "field": .value(.text(column)), "type": "nominal", "title": title(of: column, isOfLegend: true),
            "scale": ["domain": .array(names.map { .value($0.name) }), "range": .array(range)],
            "legend": legend.map(layout.merging) ?? layout,
        ]
    }

    /// A legend begins below the plot, to the right of the names along its left edge.
    private var legendWidth: Int {
        let whole = hasPanels ? FigureStyle.pageWidth : FigureStyle.columnWidth
        let names = hasNamesOnTheLeft ? data.distinct(chart.x).map(Self.letters).max() ?? 0 : 0
        return whole - 20 - min(120, names * 18 / 5)
    }

    /// The ends of the interval of `y`; nil if the chart has none or no row has one.
    var interval: (low: String, high: String)? {
        guard let low = chart.low, let high = chart.high, data.isNumeric(low), data.isNumeric(high) else { return nil }
        return (low, high)
    }

    /// The end of an interval, on the axis of the chart's `y`.
    func end(_ column: String) -> JSONValue {
        ["field": .value(.text(column)), "type": "quantitative", "title": title(of: chart.y)]
    }
}
