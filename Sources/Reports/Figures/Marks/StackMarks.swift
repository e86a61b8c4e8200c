import SQLite
import Tabular
import Warehouse

/// Stacked bars with one part per colour: numbers, as the answers of a scale, in their order, other parts from the
/// largest. Parts beyond the number of colours are merged.
struct StackMarks: FigureMarks {
    /// The column that orders the parts.
    private static let order = "part_order"

    func panel(of plan: inout FigurePlan) -> JSONValue {
        let chart = plan.chart
        plan.limit(chart.facet, to: FigureStyle.panelLimit)
        plan.limit(chart.x, to: FigureStyle.nameLimit)
        if let colour = chart.colour { orderParts(of: colour, in: &plan) }
        plan.fitPanels(height: 13 * plan.namesInPanel(of: chart.x))
        plan.explainSmallRows("pale")
        let width = plan.hasPanels ? plan.panelWidth : FigureStyle.columnWidth
        return .object([
            "width": .value(.integer(Int64(width))), "height": ["step": 13],
            "autosize": plan.hasPanels ? nil : ["type": "fit-x", "contains": "padding"],
            "mark": ["type": "bar", "stroke": "white", "strokeWidth": 0.5],
            "encoding": .object([
                "y": plan.names(chart.x),
                "x": plan.numbers(chart.y, domain: plan.unit(of: chart.y) == "0 to 1" ? [0, 1] : nil),
                "color": plan.seriesFill, "opacity": plan.paleness,
                "order": ["field": .value(.text(Self.order)), "type": "quantitative"],
            ]),
        ])
    }

    /// Numbers ascending, before what is no number; nothing changes if there is no number.
    private static func inNaturalOrder(_ parts: [SQLValue]) -> [SQLValue] {
        let numbers = parts.map { $0.number ?? $0.plainText.flatMap { Double($0) } }
        guard numbers.contains(where: { $0 != nil }) else { return parts }
        return zip(parts, numbers).enumerated().sorted { one, other in
            let (left, right) = (one.element.1 ?? .infinity, other.element.1 ?? .infinity)
            return left == right ? one.offset < other.offset : left < right
        }.map(\.element.0)
    }

    private func orderParts(of colour: String, in plan: inout FigurePlan) {
        var totals: [SQLValue: Double] = [:]
        for (part, number) in zip(plan.data.values(of: colour), plan.data.values(of: plan.chart.y)) {
            totals[part, default: 0] += number.number ?? 0
        }
        // Equal ones in the order of the rows; parts without a name are last.
        var parts = plan.data.distinct(colour).filter { $0 != .null }.enumerated().sorted {
            let (one, other) = (totals[$0.element] ?? 0, totals[$1.element] ?? 0)
            return one == other ? $0.offset < $1.offset : one > other
        }.map(\.element)
        let limit = FigureStyle.palette.count
        if parts.count > limit {
            let kept = parts.prefix(limit - 1)
            plan.data.gather(
                colour, except: Set(kept).union([.null]), as: FigureStyle.others, adding: plan.chart.y)
            plan.omit("\(FigureStyle.others): \(parts.count - kept.count) values of \(plan.words(colour))")
            parts = kept + [.text(FigureStyle.others)]
        }
        parts = Self.inNaturalOrder(parts)
        plan.seriesOrder = parts + (plan.data.distinct(colour).contains(.null) ? [.null] : [])
        plan.data.append(Self.order, placing: colour, among: parts)
    }
}
