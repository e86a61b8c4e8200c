/// Bars side by side, with the interval of each. Many or long names are placed below one another.
struct BarMarks: FigureMarks {
    func panel(of plan: inout FigurePlan) -> JSONValue {
        let chart = plan.chart
        plan.limit(chart.facet, to: FigureStyle.panelLimit)
        let isGrouped = Self.isGrouped(plan)
        let series = chart.colour.map { min(FigureStyle.palette.count, plan.data.distinct($0).count) } ?? 1
        let step = isGrouped ? 5 * series : 11
        var names = min(FigureStyle.nameLimit, FigureStyle.roomBelowHead / step)
        // A ranking shows fewer names rather than fewer panels.
        if let ranked = plan.rankedCount, !plan.fits(height: step * min(names, plan.namesInPanel(of: chart.x))) {
            names = min(names, ranked)
        }
        plan.limit(chart.x, to: names)
        plan.limit(chart.colour, to: FigureStyle.palette.count)
        let isLying = plan.hasNamesOnTheLeft
        plan.fitPanels(height: isLying ? step * plan.namesInPanel(of: chart.x) : FigureStyle.plotHeight)
        let (along, across) = isLying ? ("y", "x") : ("x", "y")
        let width = plan.hasPanels ? plan.panelWidth : FigureStyle.columnWidth
        // A bar begins at zero, so its axis is never logarithmic: the length would be meaningless.
        var shared: [JSONValue.Member] = [
            .init(key: along, value: isLying ? plan.names(chart.x) : plan.namesBelow(chart.x, width: width - 40)),
            .init(key: across, value: plan.numbers(chart.y)),
        ]
        if isGrouped, let series = chart.colour {
            shared.append(.init(key: "\(along)Offset", value: ["field": .value(.text(series)), "sort": .null]))
        }
        plan.explainSmallRows("pale")
        var layers: [JSONValue] = [
            .object([
                "mark": ["type": "bar"],
                "encoding": .object(["color": plan.seriesFill, "opacity": plan.paleness]),
            ])
        ]
        if let estimate = chart.estimate, plan.data.isNumeric(estimate) {
            layers.append([
                "mark": [
                    "type": "point", "shape": "diamond", "size": 22, "filled": true, "color": "white",
                    "stroke": "#333333", "strokeWidth": 0.8,
                ],
                "encoding": .object([.init(key: across, value: plan.end(estimate))]),
            ])
            plan.omit("diamond, with its interval: \(plan.label("estimate") ?? plan.words(estimate))")
        }
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
            "width": .value(.integer(Int64(width))),
            "height": isLying ? ["step": isGrouped ? 5 : 11] : FigureStyle.height,
            "autosize": plan.hasPanels ? nil : ["type": "fit-x", "contains": "padding"],
            "encoding": .object(shared), "layer": .array(layers),
        ])
    }

    /// Whether some name has bars of several series.
    private static func isGrouped(_ plan: FigurePlan) -> Bool {
        guard let series = plan.chart.colour else { return false }
        let panels = [plan.chart.facet, plan.chart.row].compactMap(\.self)
        return plan.data.distinctCount(panels + [plan.chart.x, series])
            > plan.data.distinctCount(panels + [plan.chart.x])
    }
}
