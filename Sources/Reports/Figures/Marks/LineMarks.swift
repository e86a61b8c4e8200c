/// A line through the rows of each series in their order, with its interval as a band.
struct LineMarks: FigureMarks {
    /// More points than this on one line hide it.
    private static let pointLimit = 12

    func panel(of plan: inout FigurePlan) -> JSONValue {
        let chart = plan.chart
        plan.limit(chart.facet, to: FigureStyle.panelLimit)
        plan.limitSeries(to: FigureStyle.seriesLimit)
        plan.dropWhatLogarithmsCannotShow()
        plan.fitPanels(height: FigureStyle.plotHeight)
        let width = plan.hasPanels ? plan.panelWidth : FigureStyle.columnWidth
        let x =
            plan.data.isNumeric(chart.x)
            ? plan.numbers(chart.x, isLogarithmic: chart.hasLogarithmicX, startsAtZero: false)
            : plan.namesBelow(chart.x, width: width - 30)
        let colour = plan.seriesColour(
            among: FigureStyle.palette, legend: ["symbolType": "stroke", "symbolOpacity": 1, "symbolStrokeWidth": 1.5])
        var layers: [JSONValue] = []
        if let (low, high) = plan.interval {
            layers.append([
                "mark": ["type": "area", "opacity": 0.2],
                "encoding": .object(["x": x, "y": plan.end(low), "y2": ["field": .value(.text(high))], "color": colour]
                ),
            ])
        }
        let hasPoints = plan.data.distinct(chart.x).count <= Self.pointLimit
        layers.append([
            "mark": .object(["type": "line", "strokeWidth": 1.2, "point": hasPoints ? ["size": 14] : false]),
            "encoding": .object([
                "x": x, "y": plan.numbers(chart.y, isLogarithmic: chart.hasLogarithmicY), "color": colour,
                "strokeDash": plan.seriesDash,
            ]),
        ])
        if hasPoints, plan.hasSmallRows {
            layers.append([
                "transform": [["filter": "datum.small == 1"]],
                "mark": ["type": "point", "size": 30, "strokeWidth": 1, "fill": "white"],
                "encoding": .object([
                    "x": x, "y": plan.numbers(chart.y, isLogarithmic: chart.hasLogarithmicY), "color": colour,
                ]),
            ])
            plan.explainSmallRows("open circle")
        }
        return .object([
            "width": .value(.integer(Int64(width))), "height": FigureStyle.height,
            "autosize": plan.hasPanels ? nil : ["type": "fit-x", "contains": "padding"], "layer": .array(layers),
        ])
    }
}
