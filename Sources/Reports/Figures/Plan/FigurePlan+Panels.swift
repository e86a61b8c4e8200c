import SQLite
import Warehouse

/// Panels side by side and below one another.
extension FigurePlan {
    private var facets: [SQLValue] { chart.facet.map(data.distinct) ?? [] }
    private var rows: [SQLValue] { chart.row.map(data.distinct) ?? [] }

    var hasPanels: Bool { facets.count > 1 || rows.count > 1 }

    /// Whether the figure is as wide as the text; otherwise as one column.
    var isWide: Bool { hasPanels || chart.kind == .map }

    /// How many panels are side by side: all rows of panels are full, if possible.
    private var panelColumns: Int {
        if rows.count > 1 { return facets.count }
        if chart.kind == .map { return min(2, facets.count) }
        if chart.kind == .heat, !hasNamesOfItsOwnInEachPanel {
            // The cells of a panel are never narrower than their marks.
            let letters = data.distinct(chart.y).map(Self.letters).max() ?? 0
            let room = FigureStyle.pageWidth - min(120, 25 + 4 * letters)
            return min(facets.count, max(1, min(3, room / (7 * data.distinct(chart.x).count + 16))))
        }
        if facets.count <= 3 { return facets.count }
        if hasNamesOnTheLeft, hasNamesOfItsOwnInEachPanel { return 2 }
        return [4, 3, 2].first { facets.count % $0 == 0 } ?? 3
    }

    /// The width of one panel's plot, so that all of them with their labels are as wide as a page.
    var panelWidth: Int { max(70, (FigureStyle.pageWidth - 110 * labelColumns) / max(1, panelColumns) - 14) }

    /// How many panels of a row have names on their left.
    private var labelColumns: Int { hasNamesOfItsOwnInEachPanel ? panelColumns : 1 }

    /// The single panel as wide as a column of a paper; or a panel for each value of facet and row.
    func arranged(_ panel: JSONValue) -> JSONValue {
        guard hasPanels else { return panel }
        let own: JSONValue = hasNamesOnTheLeft ? ["y": "independent"] : ["x": "independent", "y": "independent"]
        let resolution: JSONValue? = hasNamesOfItsOwnInEachPanel ? ["scale": own] : nil
        if let row = chart.row, let column = chart.facet, rows.count > 1 {
            // In the order of their names: otherwise Vega-Lite sorts the headings of a grid, but not the panels below
            // them.
            return .object([
                "facet": ["row": heading(row), "column": heading(column)], "spacing": 12, "spec": panel,
                "resolve": resolution,
            ])
        }
        let facet = chart.facet ?? chart.x
        let order: JSONValue = ["sort": .array(data.distinct(facet).map { .value($0.name) })]
        return .object([
            "facet": heading(facet).merging(order), "columns": .value(.integer(Int64(panelColumns))), "spacing": 12,
            "spec": panel, "resolve": resolution,
        ])
    }

    /// Whether all panels of a height fit a page.
    func fits(height: Int) -> Bool {
        let lines = max(1, FigureStyle.roomBelowHead / (height + FigureStyle.panelGap))
        return rows.count > 1 ? rows.count <= lines : facets.count <= lines * panelColumns
    }

    /// Keeps as many panels as fit a page, those with the most rows.
    ///
    /// - Parameter height: of one panel.
    mutating func fitPanels(height: Int) {
        guard hasPanels else { return }
        let lines = max(1, FigureStyle.roomBelowHead / (height + FigureStyle.panelGap))
        if let row = chart.row, rows.count > 1 {
            keepPanels(lines, of: row)
            keepPanels(FigureStyle.gridLimit, of: chart.facet)
        } else {
            keepPanels(lines * panelColumns, of: chart.facet)
        }
    }

    private mutating func keepPanels(_ limit: Int, of column: String?) {
        guard let column else { return }
        let names = data.distinct(column)
        guard names.count > limit else { return }
        let sizes = Dictionary(grouping: data.values(of: column)) { $0 }.mapValues(\.count)
        let largest = names.enumerated().sorted { one, other in
            let (left, right) = (sizes[one.element] ?? 0, sizes[other.element] ?? 0)
            return left == right ? one.offset < other.offset : left > right
        }
        let kept = Set(largest.prefix(limit).map(\.element))
        data.keep(where: kept.contains, in: column)
        omitPanels(column, keeping: limit, of: names.count)
    }

    /// The largest number of names along an axis of one panel.
    func namesInPanel(of column: String) -> Int {
        guard hasNamesOfItsOwnInEachPanel, let facet = chart.facet else { return data.distinct(column).count }
        return data.mostDistinct(column, in: facet)
    }

    private func heading(_ column: String) -> JSONValue {
        ["field": .value(.text(column)), "type": "nominal", "header": ["title": .null]]
    }

    /// Whether panels have different names along an axis, as with pairs of different dimensions: sharing the axis would
    /// then leave a third of the panels empty, or more; in a grid, half of them.
    var hasNamesOfItsOwnInEachPanel: Bool {
        guard let facet = chart.facet, facets.count > 1 else { return false }
        return [chart.x, chart.y].contains { axis in
            guard !data.isNumeric(axis) else { return false }
            let names = data.distinct(axis).count
            let inPanels = data.distinctCount([facet, axis])
            // In a grid, names beside each panel take more room than an axis that is half empty.
            return rows.count > 1 ? inPanels * 2 < names * facets.count : inPanels * 3 < names * facets.count * 2
        }
    }
}
