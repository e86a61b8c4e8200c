/// A coloured cell for each pair of names; grey if the pair does not occur.
struct HeatMarks: FigureMarks {
    func panel(of plan: inout FigurePlan) -> JSONValue {
        let chart = plan.chart
        plan.limit(chart.facet, to: FigureStyle.panelLimit)
        plan.limit(chart.x, to: FigureStyle.nameLimit)
        plan.limit(chart.y, to: FigureStyle.nameLimit)
        let colour = NumberScale(chart.colour ?? chart.y, in: plan)
        if let remark = colour.remark { plan.omit(remark) }
        let isOfItsOwn = plan.hasNamesOfItsOwnInEachPanel
        let title: JSONValue? = isOfItsOwn ? .null : nil
        let step: JSONValue = plan.hasPanels && !isOfItsOwn ? 8 : 11
        return [
            "width": ["step": step], "height": ["step": step],
            "view": ["fill": "#EEEEEE"],
            "mark": ["type": "rect"],
            "encoding": [
                "x": plan.names(chart.x, axis: ["labelAngle": -60], title: title),
                "y": plan.names(chart.y, axis: [:], title: title),
                "color": colour.channel,
            ],
        ]
    }
}
