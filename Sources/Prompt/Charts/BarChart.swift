import SQLite
import Tabular
import Warehouse

/// A bar for each row, precise to an eighth of a column, with its label and number.
struct BarChart {
    static let blocks = [" ", "▏", "▎", "▍", "▌", "▋", "▊", "▉", "█"]

    var labels: [String]
    /// Nil for a row without a number, which has no bar.
    var values: [Double?]

    /// - Returns: at most one line per row, and a last one that counts the bars beyond the canvas.
    func lines(on canvas: ChartCanvas) -> [String] {
        let shown = labels.count > canvas.rows ? max(1, canvas.rows - 1) : labels.count
        let numbers = values.prefix(shown).map { $0.map(ChartNumber.text) ?? "NULL" }
        let labels = labels.prefix(shown).map { $0.visibleOnTerminal.cut(toWidth: max(8, canvas.columns / 3)) }
        let labelWidth = labels.map(\.displayWidth).max() ?? 0
        let numberWidth = numbers.map(\.displayWidth).max() ?? 0
        let room = max(4, canvas.columns - labelWidth - numberWidth - 3)
        let finite = values.compactMap(\.self).filter(\.isFinite)
        let low = min(0, finite.min() ?? 0)
        let high = max(0, finite.max() ?? 0)
        // By halves, which do not overflow.
        let left = high > low ? Int((Double(room) * (-low / 2 / (high / 2 - low / 2))).rounded()) : 0
        var lines = (0..<shown).map { row in
            let label = labels[row] + String(repeating: " ", count: labelWidth - labels[row].displayWidth)
            let bar = values[row].map { BarChart.bar($0, low: low, high: high, left: left, right: room - left) }
            return "\(label) \(canvas.coloured(bar ?? "", series: 0)) \(numbers[row])"
        }
        if shown < self.labels.count { lines.append("… and \(self.labels.count - shown) more") }
        return lines
    }

    private static func bar(_ value: Double, low: Double, high: Double, left: Int, right: Int) -> String {
        let gap = String(repeating: " ", count: left)
        guard value.isFinite, value != 0 else { return gap }
        if value < 0 {
            let width = min(left, max(1, Int((Double(left) * (value / low)).rounded())))
            return String(repeating: " ", count: left - width) + String(repeating: "█", count: width)
        }
        // A value above zero stays visible.
        let eighths = max(1, Int((Double(right * 8) * (value / high)).rounded()))
        let rest = blocks[eighths % 8]
        return gap + String(repeating: "█", count: eighths / 8) + (rest == " " ? "" : rest)
    }
}
