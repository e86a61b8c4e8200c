import Warehouse

/// A table drawn as its header says: a Vega-Lite specification of version 5 with the data inside.
public struct Figure {
    /// The specification as JSON, ended by a line feed. The same table gives the same bytes.
    public let specification: String

    /// - Parameters:
    ///   - columns: the names of the table's columns as the statement gave them.
    ///   - rows: all rows of the table, each with a value a column.
    /// - Returns: nil for a table without a chart, or without a row that it could draw.
    public init?(of table: ReportTable, in report: ReportDefinition, columns: [String], rows: [[SQLValue]]) {
        guard let chart = table.chart else { return nil }
        var plan = FigurePlan(chart: chart, table: table, data: FigureData(columns: columns, rows: rows, chart: chart))
        guard !plan.data.rows.isEmpty else { return nil }
        let view = chart.kind.marks.view(of: &plan)
        var title: JSONValue = .object([
            "text": .value(.text(table.part == nil ? report.title : "\(report.title): \(table.part ?? "")")),
            "subtitle": plan.omissions.isEmpty ? nil : .value(.text(plan.omissions.joined(separator: "; "))),
        ])
        title = title.merging(["anchor": "start"])
        let head: JSONValue = .object([
            "$schema": "https://vega.github.io/schema/vega-lite/v5.json",
            "description": .value(.text("\(report.question) \(table.grain)")),
            "title": title,
            "data": ["values": plan.inlineData],
        ])
        specification = head.merging(plan.faceted(view)).merging(["config": FigureStyle.configuration]).text
    }
}

/// How one kind of chart is drawn.
protocol FigureMarks {
    /// The view: its size, encoding and marks. May drop rows from the plan's data, and then says so in its omissions.
    func view(of plan: inout FigurePlan) -> JSONValue
}

extension ReportChart.Kind {
    var marks: any FigureMarks {
        switch self {
        case .bar: BarMarks()
        case .stack: StackMarks()
        case .line: LineMarks()
        case .scatter: ScatterMarks()
        case .heat: HeatMarks()
        case .lorenz: LorenzMarks()
        case .map: TileMapMarks()
        }
    }
}
