/// Cumulative shares against cumulative shares in a square, with the line of equality.
struct LorenzMarks: FigureMarks {
    private static let side: JSONValue = 170

    func view(of plan: inout FigurePlan) -> JSONValue {
        let chart = plan.chart
        plan.limit(chart.colour, to: FigureStyle.seriesLimit)
        func share(_ column: String) -> JSONValue {
            [
                "field": .value(.text(column)), "type": "quantitative", "title": plan.title(of: column),
                "scale": ["domain": [0, 1]],
            ]
        }
        return [
            "width": Self.side, "height": Self.side,
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
                    "encoding": .object(["x": share(chart.x), "y": share(chart.y), "color": plan.seriesColour]),
                ],
            ],
        ]
    }
}
