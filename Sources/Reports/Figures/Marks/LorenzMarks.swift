/// Cumulative shares against cumulative shares in a square, with the line of equality.
struct LorenzMarks: FigureMarks {
    func panel(of plan: inout FigurePlan) -> JSONValue {
        let chart = plan.chart
        plan.limit(chart.facet, to: FigureStyle.panelLimit)
        plan.limitSeries(to: FigureStyle.seriesLimit)
        let side: JSONValue = .value(.integer(Int64(plan.hasPanels ? plan.panelWidth : 170)))
        func share(_ column: String) -> JSONValue {
            [
                "field": .value(.text(column)), "type": "quantitative", "title": plan.title(of: column),
                "scale": ["domain": [0, 1]],
            ]
        }
        return [
            "width": side, "height": side,
            "layer": [
                [
                    "data": ["values": [["equality": 0], ["equality": 1]]],
                    "mark": ["type": "line", "color": "#999999", "strokeDash": [3, 3], "strokeWidth": 0.8],
                    "encoding": [
                        "x": ["field": "equality", "type": "quantitative"],
                        "y": ["field": "equality", "type": "quantitative"],
                    ],
                ],
                [
                    "mark": ["type": "line", "strokeWidth": 1.2],
                    "encoding": .object([
                        "x": share(chart.x), "y": share(chart.y), "color": plan.seriesColour,
                        "strokeDash": plan.seriesDash,
                    ]),
                ],
            ],
        ]
    }
}
