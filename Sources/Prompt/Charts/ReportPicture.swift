import Reports
import Warehouse

/// The chart that a report's header declares for a table, drawn from its rows.
struct ReportPicture {
    let chart: ReportChart

    init(_ chart: ReportChart) { self.chart = chart }

    /// Nil where the rows do not have what the chart draws.
    func lines(of result: KeptResult?, in canvas: ChartCanvas) -> [String]? {
        guard let result, !result.rows.isEmpty, let x = place(chart.x, result), let y = place(chart.y, result) else {
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
            let names = [place(chart.row, result), facet, x, colour].compactMap(\.self).filter { $0 != y }
            let labels = result.rows.map { row in
                names.map { row[$0].plainText ?? "NULL" }.joined(separator: " · ")
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
