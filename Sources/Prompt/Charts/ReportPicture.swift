import Reports
import Warehouse

/// The chart that a report's header declares for a table, drawn from its rows.
struct ReportPicture {
    let chart: ReportChart

    init(_ chart: ReportChart) { self.chart = chart }

    /// Nil where the rows do not have what the chart draws.
    func lines(of result: KeptResult?, in canvas: ChartCanvas) -> [String]? {
        guard let result, !result.rows.isEmpty, let x = result.columns.firstIndex(of: chart.x),
            let y = result.columns.firstIndex(of: chart.y), result.rows.contains(where: { $0[y].number != nil })
        else { return nil }
        let series = chart.series.flatMap { result.columns.firstIndex(of: $0) }
        switch chart.kind {
        case .bar:
            let labels = result.rows.map { row in
                let names = [row[x].plainText ?? "NULL", series.map { row[$0].plainText ?? "NULL" }]
                return names.compactMap(\.self).joined(separator: " · ")
            }
            return BarChart(labels: labels, values: result.rows.map { $0[y].number }).lines(on: canvas)
        case .line, .scatter:
            return LineChart(points: result, x: x, y: y, series: series, isScatter: chart.kind == .scatter)
                .lines(on: canvas)
        }
    }
}
