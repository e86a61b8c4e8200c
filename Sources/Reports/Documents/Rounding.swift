import Foundation

/// How the numbers of one column are rounded for readers: all to the same number of decimals.
///
/// With an interval, half of the column's median width keeps two significant digits: 0.5222 with 0.4895 to 0.5547 is
/// shown as 0.522 [0.490, 0.555]. Without one, the largest number keeps four.
struct Rounding {
    let decimals: Int
    let isProbability: Bool

    private static let significantDigits = 4
    private static let digitsOfUncertainty = 2
    private static let decimalRange = 0...6
    /// Smaller p-values are shown as smaller than this.
    private static let leastProbability = 0.001

    init(decimals: Int) { (self.decimals, isProbability) = (decimals, false) }

    /// - Parameters:
    ///   - numbers: those of the column that are not whole.
    ///   - interval: of each row, where the column has intervals.
    ///   - isProbability: p-values are shown to three decimals.
    init(_ numbers: [Double], interval: [(low: Double?, high: Double?)]?, isProbability: Bool) {
        self.isProbability = isProbability
        guard !isProbability else {
            decimals = 3
            return
        }
        let widths = (interval ?? []).compactMap { ends -> Double? in
            guard let low = ends.low, let high = ends.high, (high - low).isFinite, high > low else { return nil }
            return (high - low) / 2
        }.sorted()
        if !widths.isEmpty {
            decimals = Self.decimals(of: widths[widths.count / 2], digits: Self.digitsOfUncertainty)
        } else {
            let largest = numbers.filter(\.isFinite).map(\.magnitude).max() ?? 0
            decimals = Self.decimals(of: largest, digits: Self.significantDigits)
        }
    }

    /// The decimals that show `digits` significant digits of a number.
    private static func decimals(of number: Double, digits: Int) -> Int {
        guard number > 0 else { return 0 }
        let decimals = digits - 1 - Int(log10(number).rounded(.down))
        return min(max(decimals, decimalRange.lowerBound), decimalRange.upperBound)
    }

    func text(_ number: Double) -> String {
        guard number.isFinite else { return number.isNaN ? "" : (number < 0 ? "−∞" : "∞") }
        if isProbability, number < Self.leastProbability { return "< \(Self.leastProbability)" }
        let text = String(format: "%.\(decimals)f", number.magnitude)
        let isZero = !text.contains { $0 != "0" && $0 != "." }
        return (number < 0 && !isZero ? "−" : "") + Self.grouped(text)
    }

    static func grouped(_ number: Int64) -> String {
        (number < 0 ? "−" : "") + grouped(String(number.magnitude))
    }

    /// A comma after each three digits before the point.
    private static func grouped(_ text: String) -> String {
        let parts = text.split(separator: ".", maxSplits: 1)
        let whole = parts.first ?? "0"
        guard whole.count > 3 else { return text }
        var grouped = ""
        for (index, digit) in whole.enumerated() {
            if index > 0, (whole.count - index) % 3 == 0 { grouped.append(",") }
            grouped.append(digit)
        }
        return parts.count > 1 ? "\(grouped).\(parts[1])" : grouped
    }
}
