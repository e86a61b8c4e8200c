import SQLite
import Warehouse

/// The Lorenz curve of weights, from the least to the greatest, beside the line of equality.
struct LorenzChart {
    /// None below zero, one above it.
    let weights: [Double]
    /// As `gini(x)`.
    let gini: Double?

    func lines(on canvas: ChartCanvas) -> [String] {
        // By the greatest, so that no sum overflows.
        let greatest = weights.max() ?? 1
        let sorted = weights.sorted().map { $0 / greatest }
        let total = sorted.reduce(0, +)
        // Twice as wide as high looks square.
        let rows = max(3, min(canvas.rows - 3, (canvas.columns - 8) / 2))
        var raster = DotRaster(columns: min(max(8, canvas.columns - 8), rows * 2), rows: rows)
        func place(_ across: Double, _ up: Double) -> (x: Int, y: Int) {
            (Int(across * Double(raster.dotColumns - 1)), Int((1 - up) * Double(raster.dotRows - 1)))
        }
        let end = place(1, 1).x
        for x in stride(from: 0, through: end, by: 4) {
            let y = place(0, Double(x) / Double(max(1, end))).y
            raster.set(x, y, series: 4)
        }
        var sum = 0.0
        var last = place(0, 0)
        for (index, weight) in sorted.enumerated() {
            sum += weight
            let next = place(Double(index + 1) / Double(sorted.count), sum / total)
            raster.line(from: last, to: next, series: 0)
            last = next
        }
        var lines = ["share of the total"]
        lines += raster.lines(canvas).enumerated().map { row, text in
            (row == 0 ? "100 % ┤" : row == rows - 1 ? "  0 % ┤" : "      │") + text
        }
        lines.append("      └" + String(repeating: "─", count: raster.columns))
        let index = gini.map { ", Gini \(ChartNumber.text($0))" } ?? ""
        let caption = "share of the \(CellText(.integer(Int64(sorted.count))).text) values\(index)"
        let margin = max(0, min(7, canvas.columns - caption.displayWidth))
        lines.append(String(repeating: " ", count: margin) + caption)
        return lines
    }
}
