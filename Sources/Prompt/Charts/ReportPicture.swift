import Reports
import Tabular
import Warehouse

/// The chart that a report's header declares for a table, drawn from its rows.
struct ReportPicture {
    let chart: ReportChart

    init(_ chart: ReportChart) { self.chart = chart }

    /// How many parts of a report with `--by` are drawn.
    static let partLimit = 3

    /// Nil if the rows lack the columns of the chart.
    func lines(of result: KeptResult?, in canvas: ChartCanvas) -> [String]? {
        guard let result, let by = place("by", result), chart.kind != .bar, chart.kind != .stack, chart.kind != .map
        else { return result.flatMap { picture(of: $0, in: canvas) } }
        // Lines of several parts on one canvas could not be distinguished.
        var names: [String] = []
        var parts: [String: KeptResult] = [:]
        for row in result.rows {
            let name = row[by].plainText ?? ""
            if parts[name] == nil { names.append(name) }
            parts[name, default: KeptResult(columns: result.columns)].keep(row)
        }
        guard names.count > 1 else { return picture(of: result, in: canvas) }
        var small = canvas
        small.rows = max(8, canvas.rows / 2)
        var lines: [String] = []
        for name in names.prefix(ReportPicture.partLimit) {
            guard let part = parts[name].flatMap({ picture(of: $0, in: small) }) else { continue }
            lines += (lines.isEmpty ? [] : [""]) + [name.visibleOnTerminal] + part
        }
        let left = names.count - ReportPicture.partLimit
        return lines + (left > 0 ? ["", "… and \(left) more, which are not drawn"] : [])
    }

    private func picture(of result: KeptResult, in canvas: ChartCanvas) -> [String]? {
        guard !result.rows.isEmpty, let x = place(chart.x, result), let y = place(chart.y, result) else {
            return nil
        }
        let colour = place(chart.colour, result)
        if chart.kind == .heat {
            guard let colour else { return nil }
            return try? Picture(kind: .heat, result: result, columns: [y, x, colour].map { result.columns[$0] })
                .lines(on: canvas)
        }
        guard result.rows.contains(where: { $0[y].number != nil }) else { return nil }
        let facet = place(chart.facet, result)
        switch chart.kind {
        case .bar, .stack, .map, .heat:
            var names: [Int] = []
            for name in [place("by", result), place(chart.row, result), facet, x, colour].compactMap(\.self)
            where name != y && !names.contains(name) { names.append(name) }
            let labels = result.rows.map { row in
                // Without a column to go by there is no part to name.
                names.filter { row[$0] != .null || result.columns[$0] != "by" }.map { row[$0].plainText ?? "NULL" }
                    .joined(separator: " · ")
            }
            return BarChart(labels: labels, values: result.rows.map { $0[y].number }).lines(on: canvas)
        case .line, .scatter, .lorenz:
            return LineChart(
                points: result, x: x, y: y, series: colour ?? facet, isScatter: chart.kind == .scatter
            ).lines(on: canvas)
        }
    }

    private func place(_ column: String?, _ result: KeptResult) -> Int? {
        column.flatMap { result.columns.firstIndex(of: $0) }
    }
}
