/// A point for each row.
struct ScatterMarks: FigureMarks {
    func panel(of plan: inout FigurePlan) -> JSONValue {
        let chart = plan.chart
        plan.limit(chart.facet, to: FigureStyle.panelLimit)
        plan.limit(chart.colour, to: FigureStyle.palette.count)
        plan.dropWhatLogarithmsCannotShow()
        plan.fitPanels(height: FigureStyle.plotHeight)
        plan.explainSmallRows("pale")
        let width = plan.hasPanels ? plan.panelWidth : FigureStyle.columnWidth
        return .object([
            "width": .value(.integer(Int64(width))), "height": FigureStyle.height,
            "autosize": plan.hasPanels ? nil : ["type": "fit-x", "contains": "padding"],
            "mark": ["type": "point", "size": 16, "filled": true],
            "encoding": .object([
                "x": plan.data.isNumeric(chart.x)
                    ? plan.numbers(chart.x, isLogarithmic: chart.hasLogarithmicX, startsAtZero: false)
                    : plan.namesBelow(chart.x, width: width - 30),
                "y": plan.numbers(chart.y, isLogarithmic: chart.hasLogarithmicY, startsAtZero: false),
                "color": plan.seriesColour, "shape": plan.seriesShape, "opacity": plan.paleness,
            ]),
        ])
    }
}
