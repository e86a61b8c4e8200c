/// A point for each row.
struct ScatterMarks: FigureMarks {
    func view(of plan: inout FigurePlan) -> JSONValue {
        let chart = plan.chart
        plan.limit(chart.colour, to: FigureStyle.seriesLimit)
        plan.dropWhatLogarithmsCannotShow()
        return .object([
            "width": FigureStyle.width, "height": FigureStyle.height,
            "mark": ["type": "point", "size": 16, "filled": true, "opacity": 0.8],
            "encoding": .object([
                "x": plan.position(chart.x, isLogarithmic: chart.hasLogarithmicX),
                "y": plan.numbers(chart.y, isLogarithmic: chart.hasLogarithmicY, startsAtZero: false),
                "color": plan.seriesColour,
            ]),
        ])
    }
}
