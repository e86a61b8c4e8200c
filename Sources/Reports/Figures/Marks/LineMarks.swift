/// A line through the rows of each series in their order, with its interval as a band.
struct LineMarks: FigureMarks {
    /// More points than this on one line hide it.
    private static let pointLimit = 30

    func view(of plan: inout FigurePlan) -> JSONValue {
        let chart = plan.chart
        plan.limit(chart.colour, to: FigureStyle.seriesLimit)
        plan.dropWhatLogarithmsCannotShow()
        let x = plan.position(chart.x, isLogarithmic: chart.hasLogarithmicX)
        let colour = plan.seriesColour
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
            "mark": .object([
                "type": "line", "strokeWidth": 1.2, "point": hasPoints ? ["size": 14] : false,
            ]),
            "encoding": .object([
                "x": x, "y": plan.numbers(chart.y, isLogarithmic: chart.hasLogarithmicY), "color": colour,
            ]),
        ])
        return ["width": FigureStyle.width, "height": FigureStyle.height, "layer": .array(layers)]
    }
}
