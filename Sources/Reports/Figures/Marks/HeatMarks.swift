/// A coloured cell for each pair of names.
struct HeatMarks: FigureMarks {
    func view(of plan: inout FigurePlan) -> JSONValue {
        let chart = plan.chart
        plan.limit(chart.x, to: FigureStyle.nameLimit)
        plan.limit(chart.y, to: FigureStyle.nameLimit)
        plan.limit(chart.facet, to: FigureStyle.seriesLimit)
        return .object([
            "width": ["step": 12], "height": ["step": 12],
            "mark": ["type": "rect"],
            "encoding": .object([
                "x": plan.names(chart.x, axis: ["labelAngle": -60]), "y": plan.names(chart.y),
                "color": chart.colour.map(plan.numberColour),
            ]),
            "resolve": chart.facet == nil ? nil : ["scale": ["x": "independent", "y": "independent"]],
        ])
    }
}
