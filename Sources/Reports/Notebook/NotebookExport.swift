import Foundation

/// Makes a notebook of reports: for each table the question, the CSV read with pandas, and a figure.
public struct NotebookExport {
    private let reports: [ReportDefinition]

    public init(reports: [ReportDefinition]) {
        self.reports = reports
    }

    /// The notebook as JSON. It reads `NAME.csv` files in its own folder and needs pandas and matplotlib.
    ///
    /// - Throws: `EncodingError`, which no report causes.
    public func json() throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        return String(
            decoding: try encoder.encode(Notebook(cells: [importCell] + reports.flatMap(cells))), as: UTF8.self)
            + "\n"
    }

    private var importCell: Notebook.Cell {
        Notebook.Cell(id: "imports", content: .code("import matplotlib.pyplot as plt\nimport pandas as pd"))
    }

    private func cells(of report: ReportDefinition) -> [Notebook.Cell] {
        let question = Notebook.Cell(id: report.name, content: .markdown(introduction(report)))
        return [question] + report.tables.flatMap { cells(of: $0, in: report) }
    }

    private func introduction(_ report: ReportDefinition) -> String {
        (["## \(report.title)", report.question] + report.notes.map { "- \($0)" }).joined(separator: "\n\n")
    }

    private func cells(of table: ReportTable, in report: ReportDefinition) -> [Notebook.Cell] {
        let name = report.fileName(of: table)
        let variable = PythonCode.identifier(name)
        let reading = """
            # \(table.grain)
            \(variable) = pd.read_csv(\(PythonCode.literal(name + ".csv")), keep_default_na=False, na_values=[""])
            \(variable)
            """
        var cells = [Notebook.Cell(id: "\(name)-table", content: .code(reading))]
        if let chart = table.chart {
            let code = PythonCode.figure(chart, of: variable, title: "\(report.title): \(name)")
            cells.append(Notebook.Cell(id: "\(name)-figure", content: .code(code)))
        }
        return cells
    }
}
