/// Bars whose parts, one a colour, stand on one another.
struct StackMarks: FigureMarks {
    func view(of plan: inout FigurePlan) -> JSONValue {
        let chart = plan.chart
        plan.limit(chart.x, to: FigureStyle.nameLimit)
        plan.limit(chart.colour, to: FigureStyle.seriesLimit)
        return .object([
            "width": FigureStyle.width, "height": ["step": 16],
            "mark": ["type": "bar"],
            "encoding": .object([
                "y": plan.names(chart.x), "x": plan.numbers(chart.y), "color": plan.seriesColour,
                "order": .object(["field": .value(.text(chart.colour ?? chart.x)), "sort": .null]),
            ]),
        ])
    }
}
