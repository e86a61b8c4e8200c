import SQLite
import Tabular
import Warehouse

/// Points joined by lines, a line for each series, between a vertical axis of numbers and a horizontal one of numbers
/// or of names in their order.
struct LineChart {
    struct Series {
        var name: String
        var points: [(x: Double, y: Double)]
    }

    var series: [Series]
    /// The names along the horizontal axis, at 0, 1, 2, …; empty if it is one of numbers.
    var names: [String]
    /// Points only.
    var isScatter = false

    func lines(on canvas: ChartCanvas) -> [String] {
        let series = series.map { one in
            Series(name: one.name, points: one.points.filter { $0.x.isFinite && $0.y.isFinite })
        }
        let points = series.flatMap(\.points)
        guard let x = Self.range(points.map(\.x)), let y = Self.range(points.map(\.y)) else { return ["(no points)"] }
        let marks = [y.upperBound, (y.lowerBound + y.upperBound) / 2, y.lowerBound].map(ChartNumber.text)
        let margin = marks.map(\.displayWidth).max() ?? 0
        let legend = series.count > 1 ? legend(canvas) : []
        let rows = max(3, canvas.rows - 2 - legend.count)
        var raster = DotRaster(columns: max(8, canvas.columns - margin - 2), rows: rows)
        func place(_ point: (x: Double, y: Double)) -> (x: Int, y: Int) {
            let across = Self.share(point.x, of: x)
            let up = Self.share(point.y, of: y)
            return (Int(across * Double(raster.dotColumns - 1)), Int((1 - up) * Double(raster.dotRows - 1)))
        }
        for (number, one) in series.enumerated() {
            let places = one.points.map(place)
            if !isScatter {
                for (start, end) in zip(places, places.dropFirst()) {
                    raster.line(from: start, to: end, series: number)
                }
            }
            // Many points hide the line that they lie on.
            guard isScatter || places.count <= raster.columns / 2 else { continue }
            let sign = ChartCanvas.seriesSigns[number % ChartCanvas.seriesSigns.count]
            for place in places { raster.mark(place.x, place.y, sign: sign, series: number) }
        }
        var lines = raster.lines(canvas).enumerated().map { row, text in
            let mark = row == 0 ? marks[0] : row == rows - 1 ? marks[2] : row == rows / 2 ? marks[1] : ""
            return String(repeating: " ", count: margin - mark.displayWidth) + mark + (mark.isEmpty ? " │" : " ┤")
                + text
        }
        lines.append(String(repeating: " ", count: margin) + " └" + String(repeating: "─", count: raster.columns))
        lines.append(String(repeating: " ", count: margin + 2) + axis(x, width: raster.columns))
        return lines + legend
    }

    /// The range of the numbers, widened if it is a single number; nil without numbers.
    private static func range(_ numbers: [Double]) -> ClosedRange<Double>? {
        guard let low = numbers.min(), let high = numbers.max() else { return nil }
        if low < high { return low...high }
        let margin = max(0.5, abs(low) * 0.1)
        return (low - margin)...(high + margin)
    }

    /// The position of a number in a range, 0 to 1; computed with halves, which do not overflow.
    private static func share(_ number: Double, of range: ClosedRange<Double>) -> Double {
        (number / 2 - range.lowerBound / 2) / (range.upperBound / 2 - range.lowerBound / 2)
    }

    /// The first and last mark, and as many between as fit.
    private func axis(_ range: ClosedRange<Double>, width: Int) -> String {
        guard !names.isEmpty else {
            let start = ChartNumber.text(range.lowerBound)
            let end = ChartNumber.text(range.upperBound)
            return start + String(repeating: " ", count: max(1, width - start.count - end.count)) + end
        }
        var text = ""
        for (index, name) in names.enumerated() {
            let label = name.visibleOnTerminal.cut(toWidth: 16)
            let centre = names.count == 1 ? width / 2 : index * (width - 1) / (names.count - 1)
            let start = min(max(0, centre - label.displayWidth / 2), max(0, width - label.displayWidth))
            guard index == 0 || start > text.displayWidth else { continue }
            text += String(repeating: " ", count: max(0, start - text.displayWidth)) + label
        }
        return text
    }

    /// The names of the series after their signs, on as many lines as needed; series beyond the number of signs are
    /// counted.
    private func legend(_ canvas: ChartCanvas) -> [String] {
        let gap = "   "
        var entries = series.prefix(ChartCanvas.seriesSigns.count).enumerated().map { number, one in
            let name = one.name.visibleOnTerminal.cut(toWidth: min(20, max(8, canvas.columns / 3 - 5)))
            return (
                text: canvas.coloured(ChartCanvas.seriesSigns[number], series: number) + " " + name,
                width: 2 + name.displayWidth
            )
        }
        if series.count > entries.count {
            let rest = "… and \(series.count - entries.count) more"
            entries.append((rest, rest.displayWidth))
        }
        var lines: [String] = []
        var width = 0
        for entry in entries {
            if let last = lines.indices.last, width + gap.count + entry.width <= canvas.columns {
                lines[last] += gap + entry.text
                width += gap.count + entry.width
            } else {
                lines.append(entry.text)
                width = entry.width
            }
        }
        return lines
    }
}
