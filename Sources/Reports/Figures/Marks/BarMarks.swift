/// Bars side by side, with the interval of each. Many names, or long ones, stand below one another.
struct BarMarks: FigureMarks {
    private static let namesInARow = 8
    private static let lettersInARow = 12

    func view(of plan: inout FigurePlan) -> JSONValue {
        let chart = plan.chart
        plan.limit(chart.x, to: FigureStyle.nameLimit)
        plan.limit(chart.colour, to: FigureStyle.seriesLimit)
        let names = plan.data.distinct(chart.x)
        let isLying =
            names.count > Self.namesInARow || names.contains { ($0.plainText ?? "").count > Self.lettersInARow }
        let (along, across) = isLying ? ("y", "x") : ("x", "y")
        // A bar begins at zero, so its axis is never logarithmic: the length would say nothing.
        var shared: [JSONValue.Member] = [
            .init(key: along, value: plan.names(chart.x, axis: isLying ? nil : ["labelAngle": -40])),
            .init(key: across, value: plan.numbers(chart.y)),
        ]
        let colour = plan.seriesColour
        if colour != nil, let series = chart.colour {
            shared.append(.init(key: "\(along)Offset", value: ["field": .value(.text(series)), "sort": .null]))
        }
        var layers: [JSONValue] = [
            .object(["mark": ["type": "bar"], "encoding": .object(["color": colour])])
        ]
        if let (low, high) = plan.interval {
            layers.append([
                "mark": ["type": "rule", "color": "#333333", "strokeWidth": 0.8],
                "encoding": .object([
                    .init(key: across, value: plan.end(low)),
                    .init(key: "\(across)2", value: ["field": .value(.text(high))]),
                ]),
            ])
        }
        return .object([
            "width": isLying ? FigureStyle.width : ["step": colour == nil ? 24 : 10],
            "height": isLying ? ["step": colour == nil ? 11 : 5] : FigureStyle.height,
            "encoding": .object(shared), "layer": .array(layers),
        ])
    }
}

extension FigurePlan {
    /// The end of an interval, on the axis of the chart's `y`.
    func end(_ column: String) -> JSONValue {
        ["field": .value(.text(column)), "type": "quantitative", "title": title(of: chart.y)]
    }
}
