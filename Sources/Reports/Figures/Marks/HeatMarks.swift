import SQLite
import Warehouse

/// A coloured cell for each pair of names; grey if the pair does not occur.
struct HeatMarks: FigureMarks {
    func panel(of plan: inout FigurePlan) -> JSONValue {
        let chart = plan.chart
        plan.limit(chart.facet, to: FigureStyle.panelLimit)
        plan.limit(chart.x, to: FigureStyle.nameLimit)
        plan.limit(chart.y, to: FigureStyle.nameLimit)
        plan.fitPanels(height: 8 * plan.namesInPanel(of: chart.y) + (chart.row == nil ? 50 : 0))
        let colour = NumberScale(chart.colour ?? chart.y, in: plan)
        if let remark = colour.remark { plan.omit(remark) }
        let isOfItsOwn = plan.hasNamesOfItsOwnInEachPanel
        let title: JSONValue? = isOfItsOwn ? .null : nil
        explainBlanks(in: &plan)
        plan.explainSmallRows("×")
        var layers: [JSONValue] = [["mark": ["type": "rect"], "encoding": ["color": colour.channel]]]
        if plan.hasSmallRows {
            layers.append([
                "transform": [["filter": "datum.small == 1"]],
                "mark": ["type": "text", "text": "×", "fontSize": 7],
                "encoding": [
                    "color": [
                        "condition": ["test": .value(.text(colour.isDark)), "value": "white"], "value": "#222222",
                    ]
                ],
            ])
        }
        return [
            "width": ["step": step(of: plan, isOfItsOwn)], "height": ["step": plan.hasPanels ? 8 : 11],
            "view": ["fill": "#EEEEEE"],
            "encoding": [
                "x": plan.names(chart.x, axis: ["labelAngle": -60], title: title),
                "y": plan.names(chart.y, axis: [:], title: title),
            ],
            "layer": .array(layers),
        ]
    }

    /// The width of a cell, such that the cells and the names on their left fit.
    private func step(of plan: FigurePlan, _ isOfItsOwn: Bool) -> JSONValue {
        let columns = max(1, plan.data.distinct(plan.chart.x).count)
        let names = min(120, 25 + 4 * (plan.data.distinct(plan.chart.y).map(FigurePlan.letters).max() ?? 0))
        let room = plan.hasPanels ? (FigureStyle.pageWidth - names) / 3 - 16 : FigureStyle.columnWidth - names
        if isOfItsOwn { return 8 }
        return .value(.integer(Int64(min(11, max(7, room / columns)))))
    }

    /// Says what a cell without colour is, and how many rows the table itself leaves out.
    private func explainBlanks(in plan: inout FigurePlan) {
        let chart = plan.chart
        let panels = plan.hasPanels ? [chart.facet, chart.row].compactMap(\.self) : []
        let cells = plan.data.distinctCount(panels + [chart.x, chart.y])
        let isFull =
            panels.isEmpty
            && cells == plan.data.distinctCount([chart.x]) * plan.data.distinctCount([chart.y])
        let blank = plan.label("blank") ?? "not in the table"
        guard let count = chart.count else {
            if !isFull { plan.omit("grey: \(blank)") }
            return
        }
        var all: [SQLValue: Double] = [:]
        let facets = chart.facet.map(plan.data.values) ?? plan.data.rows.map { _ in .null }
        for (facet, number) in zip(facets, plan.data.values(of: count)) { all[facet] = number.number ?? 0 }
        let total = Int(all.values.reduce(0, +))
        if total > plan.data.rows.count {
            plan.omit("\(plan.data.rows.count) of \(total) \(plan.words(count)); grey: \(blank), or one of the others")
        } else {
            plan.omit("grey: \(blank)")
        }
    }
}
