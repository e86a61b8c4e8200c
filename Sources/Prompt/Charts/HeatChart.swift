import SQLite
import Tabular
import Warehouse

/// A cell for each pair of names, the darker the greater its number.
struct HeatChart {
    static let shades = [" ", "░", "▒", "▓", "█"]

    var rowNames: [String]
    var columnNames: [String]
    /// By row and column; nil for a pair that there is not.
    var values: [[Double?]]

    func lines(on canvas: ChartCanvas) -> [String] {
        let labels = rowNames.map { $0.visibleOnTerminal.cut(toWidth: max(8, canvas.columns / 4)) }
        let margin = labels.map(\.displayWidth).max() ?? 0
        let cellWidth = max(1, min(8, (canvas.columns - margin - 1) / max(1, columnNames.count)))
        let columns = min(columnNames.count, max(1, (canvas.columns - margin - 1) / cellWidth))
        let rows = min(rowNames.count, max(1, canvas.rows - 3))
        let finite = values.joined().compactMap(\.self).filter(\.isFinite)
        let low = min(0, finite.min() ?? 0)
        let high = finite.max() ?? 0
        var lines = [
            String(repeating: " ", count: margin + 1)
                + columnNames.prefix(columns).map { heading($0, cellWidth) }.joined()
        ]
        for row in 0..<rows {
            let cells = (0..<columns).map { cell(values[row][$0], low: low, high: high, width: cellWidth, canvas) }
            lines.append(
                labels[row] + String(repeating: " ", count: margin - labels[row].displayWidth + 1) + cells.joined())
        }
        let scale = HeatChart.shades.dropFirst().joined()
        lines.append("\(scale)  \(ChartNumber.text(low)) to \(ChartNumber.text(high)), · none")
        if rows < rowNames.count || columns < columnNames.count {
            lines.append("\(rows) of \(rowNames.count) rows, \(columns) of \(columnNames.count) columns")
        }
        return lines
    }

    private func heading(_ name: String, _ width: Int) -> String {
        let text = name.visibleOnTerminal.cut(toWidth: max(1, width - 1))
        return text + String(repeating: " ", count: max(0, width - text.displayWidth))
    }

    private func cell(_ value: Double?, low: Double, high: Double, width: Int, _ canvas: ChartCanvas) -> String {
        guard let value, value.isFinite else { return "·" + String(repeating: " ", count: width - 1) }
        let share = high > low ? (value / 2 - low / 2) / (high / 2 - low / 2) : 0
        let shade = value == low && low == 0 ? 0 : min(4, 1 + Int(share * 3.999))
        return canvas.coloured(String(repeating: HeatChart.shades[shade], count: width), series: 0)
    }
}
