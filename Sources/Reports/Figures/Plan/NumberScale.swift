import Foundation
import Warehouse

/// The colours of numbers: from light to dark, or from white to both sides of zero if there are both signs.
struct NumberScale {
    let channel: JSONValue
    /// Whether a colour is so dark that text on it must be white: an expression of Vega over a datum.
    let isDark: String
    /// What a reader must know about the colours; nil if each number has its own colour.
    let remark: String?

    /// The range of numbers that the colours cover, if a few extreme numbers would otherwise use most of them.
    private static let coverage = 0.98

    init(_ column: String, in plan: FigurePlan, legend: JSONValue = [:]) {
        let numbers = plan.data.values(of: column).compactMap(\.number).filter(\.isFinite)
        let least = numbers.min() ?? 0
        let greatest = numbers.max() ?? 0
        let field = "datum[\(JSONValue.value(.text(column)).text.dropLast())]"
        var scale: JSONValue = ["scheme": "viridis", "reverse": true]
        var remark: String?
        var marks = [least, (least + greatest) / 2, greatest]
        if least < 0, greatest > 0 {
            let end = Self.end(of: numbers.map(\.magnitude).sorted())
            let extreme = max(-least, greatest)
            if extreme > end {
                // A scale that ended at the others would hide the extremes, and one of equal steps the others.
                marks = [-extreme, -end, 0, end, extreme]
                scale = [
                    "scheme": "purpleorange", "type": "pow", "exponent": 0.5,
                    "domain": .array([-extreme, 0, extreme].map { .value(.real($0)) }),
                ]
                remark = "colours by the square root"
            } else {
                marks = [-end, 0, end]
                scale = ["scheme": "purpleorange", "domain": .array(marks.map { .value(.real($0)) })]
            }
            isDark = "abs(\(field)) > \((extreme > end ? 0.36 : 0.6) * extreme)"
        } else {
            isDark = "\(field) > \(least + 0.6 * (greatest - least))"
        }
        self.remark = remark
        channel = .object([
            "field": .value(.text(column)), "type": "quantitative", "title": plan.title(of: column, isOfLegend: true),
            "scale": scale,
            "legend": legend.merging(["values": .array(marks.map { .value(.real($0)) }), "format": ".3~g"]),
        ])
    }

    /// The greatest magnitude; if a few lie far beyond the others, that of nearly all, to two digits.
    private static func end(of magnitudes: [Double]) -> Double {
        guard let greatest = magnitudes.last else { return 1 }
        let most = magnitudes[Int(Double(magnitudes.count - 1) * coverage)]
        guard most > 0, greatest > 1.5 * most else { return greatest }
        let unit = pow(10, (log10(most)).rounded(.down) - 1)
        let end = (most / unit).rounded(.up) * unit
        return Double(String(format: "%.6g", end)) ?? end
    }
}
