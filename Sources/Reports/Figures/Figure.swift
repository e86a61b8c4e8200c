import SQLite
import Tabular
import Warehouse

/// A table drawn as its header says: a Vega-Lite specification of version 5 with the data inside.
///
/// It is as wide as one column of a two-column paper, or as both where it has several panels or a map.
public struct Figure {
    /// The specification as JSON, ended by a line feed. The same table gives the same bytes.
    public let specification: String

    /// - Returns: nil for a table without a chart, or with less than two things that it could compare.
    ///
    /// - Parameter corpus: the corpus and its number of samples, for the line below the title.
    public init?(of result: ReportResult, corpus: String = "") {
        guard let chart = result.table.chart else { return nil }
        let complete = chart.withNumbers(of: result).facetedByGroups(of: result)
        let only = complete.onlyName(of: result)
        let drawn = only == nil ? complete : complete.withBarsOfSeries
        var plan = FigurePlan(chart: drawn, result: result)
        if let only { plan.omit("\(plan.words(complete.x)) \(only.plainText ?? FigureData.none)") }
        guard plan.hasSomethingToCompare else { return nil }
        let panel = drawn.kind.marks.panel(of: &plan)
        let head: JSONValue = .object([
            "$schema": "https://vega.github.io/schema/vega-lite/v5.json",
            "description": .value(.text("\(result.report.question) \(result.table.grain)")),
            "title": Self.title(of: result, remarks: (corpus.isEmpty ? [] : [corpus]) + plan.omissions, plan.isWide),
            "data": ["values": Self.values(of: plan)],
        ])
        specification = head.merging(plan.arranged(panel)).merging(["config": FigureStyle.configuration]).text
    }

    /// A map has its tiles for data, every other chart its rows.
    private static func values(of plan: FigurePlan) -> JSONValue {
        plan.chart.kind == .map ? TileMapMarks.tiles(of: plan) : plan.inlineData
    }

    private static func title(of result: ReportResult, remarks: [String], _ isWide: Bool) -> JSONValue {
        let text = result.table.caption ?? result.report.title + (result.table.part.map { ": \($0)" } ?? "")
        let lines = FigureStyle.lines(of: text, letters: FigureStyle.titleLetters * (isWide ? 2 : 1))
        let remarks = remarks.flatMap {
            FigureStyle.lines(of: $0, letters: FigureStyle.remarkLetters * (isWide ? 2 : 1))
        }
        return .object([
            "text": .array(lines.map { .value(.text($0)) }),
            "subtitle": remarks.isEmpty ? nil : .array(remarks.map { .value(.text($0)) }),
        ])
    }
}

extension ReportChart {
    /// With the other measure in place of `y` if no row has a number of `y`.
    fileprivate func withNumbers(of result: ReportResult) -> ReportChart {
        guard let other = alternative, let place = result.columns.firstIndex(of: y),
            !result.rows.contains(where: { $0[place].isNumber })
        else { return self }
        var chart = self
        chart.y = other
        let ends = IntervalColumns(result.columns).ends(of: other)
        chart.low = ends.map { result.columns[$0.low] }
        chart.high = ends.map { result.columns[$0.high] }
        return chart
    }

    /// The name that all points of a line have along the axis: such a line is a point.
    fileprivate func onlyName(of result: ReportResult) -> SQLValue? {
        guard kind == .line, colour != nil, let place = result.columns.firstIndex(of: x), let first = result.rows.first,
            !first[place].isNumber, result.rows.allSatisfy({ $0[place] == first[place] })
        else { return nil }
        return first[place].name
    }

    /// A bar for each series in place of its line.
    fileprivate var withBarsOfSeries: ReportChart {
        guard let colour else { return self }
        var chart = self
        (chart.kind, chart.x, chart.colour) = (.bar, colour, nil)
        return chart
    }

    /// If a table has groups (`--by`) that the chart does not name, each group has a panel.
    fileprivate func facetedByGroups(of result: ReportResult) -> ReportChart {
        guard facet == nil, row == nil, x != "by", y != "by", colour != "by", result.columns.contains("by") else {
            return self
        }
        var chart = self
        chart.facet = "by"
        return chart
    }
}
