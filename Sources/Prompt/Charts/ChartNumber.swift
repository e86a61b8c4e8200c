import Foundation
import Reports

/// Numbers on the axes and bars of charts.
enum ChartNumber {
    /// Four digits that count: `5,312`, `0.04213`, `1.2e+09`.
    static func text(_ number: Double) -> String {
        if number == number.rounded(), abs(number) < 1e15 { return Magnitude.grouped(Int64(number)) }
        let text = String(format: "%.4g", number)
        guard abs(number) >= 1000, let value = Double(text), abs(value) < 1e15 else { return text }
        return Magnitude.grouped(Int64(value.rounded()))
    }
}
