import Foundation

/// Numbers on the axes and bars of charts.
enum ChartNumber {
    /// Four significant digits: `53,120`, `0.04213`, `1.2e+20`; whole numbers as in tables.
    static func text(_ number: Double) -> String {
        if let text = whole(number) { return text }
        let text = String(format: "%.4g", number)
        return abs(number) >= 1000 ? Double(text).flatMap(whole) ?? text : text
    }

    private static func whole(_ number: Double) -> String? {
        guard number == number.rounded(), abs(number) < 1e15 else { return nil }
        return CellText(.integer(Int64(number))).text
    }
}
