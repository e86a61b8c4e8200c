import Foundation
import Tabular

/// Makes a notebook of reports: a description of the corpus, and for each table the question, the SQL, the CSV read
/// with pandas and a figure.
public struct NotebookExport {
    /// The forms of a notebook.
    public enum Form: String, Sendable, CaseIterable {
        /// Jupyter, nbformat 4.5.
        case ipynb
        /// A Python script with cells, as Jupytext and editors read it.
        case py
        /// Quarto.
        case qmd
    }

    private let reports: [ReportDefinition]
    private let manifest: Manifest?
    private let folder: String

    /// - Parameters:
    ///   - manifest: that of the tables, for the description of the corpus.
    ///   - folder: of the tables, from that of the notebook.
    public init(reports: [ReportDefinition], manifest: Manifest? = nil, folder: String = ".") {
        self.folder = folder
        self.reports = reports
        self.manifest = manifest
    }

    /// The notebook. It reads the `NAME.csv` files of its tables and needs pandas and matplotlib.
    ///
    /// - Throws: `EncodingError`, which no report causes.
    public func text(as form: Form) throws -> String {
        switch form {
        case .ipynb: try json()
        case .py: script
        case .qmd: document
        }
    }

    // MARK: - Forms

    private func json() throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        return String(decoding: try encoder.encode(Notebook(cells: cells)), as: UTF8.self) + "\n"
    }

    private var script: String {
        cells.map { cell in
            switch cell.content {
            case .markdown(let text):
                "# %% [markdown]\n"
                    + text.split(separator: "\n", omittingEmptySubsequences: false)
                    .map { $0.isEmpty ? "#" : "# \($0)" }.joined(separator: "\n")
            case .code(let text): "# %%\n\(text)"
            }
        }.joined(separator: "\n\n") + "\n"
    }

    private var document: String {
        let head = "---\ntitle: Reports\nformat:\n  html:\n    code-fold: true\njupyter: python3\n---"
        let body = cells.map { cell in
            switch cell.content {
            case .markdown(let text): text
            case .code(let text): "```{python}\n\(text)\n```"
            }
        }
        return ([head] + body).joined(separator: "\n\n") + "\n"
    }

    // MARK: - Cells

    private var cells: [Notebook.Cell] {
        [
            Notebook.Cell(id: "corpus", content: .markdown(corpus)),
            Notebook.Cell(id: "imports", content: .code(PythonCode.preamble(folder: folder))),
        ] + reports.flatMap(cells) + [
            Notebook.Cell(id: "store-question", content: .markdown("## The store itself")),
            Notebook.Cell(id: "store", content: .code(PythonCode.storeCell)),
        ]
    }

    private var corpus: String {
        let head = "# Reports on a corpus"
        guard let manifest else { return head }
        let files = manifest.store.files.map { file in
            "| \(escaped(file.name)) | \(escaped(file.dataset)) | \(file.stored) | \(file.rejected) | \(file.skipped) |"
        }
        let table = ["| file | data set | stored | rejected | skipped |", "| --- | --- | ---: | ---: | ---: |"] + files
        let omitted = manifest.omitted.map { "Left out: \(escaped($0.reason))." }
        let origin =
            "The hashes of the files and every parameter are in \(folder == "." ? "" : "\(folder)/")\(Manifest.fileName)."
        return
            ([head] + manifest.provenance.map(escaped) + [table.joined(separator: "\n"), origin] + omitted)
            .joined(separator: "\n\n")
    }

    private func escaped(_ text: String) -> String {
        var output = TextBuffer()
        MarkdownText.append(text, into: &output)
        return output.text
    }

    private func cells(of report: ReportDefinition) -> [Notebook.Cell] {
        let question = Notebook.Cell(id: report.name, content: .markdown(introduction(report)))
        return [question] + report.tables.flatMap { cells(of: $0, in: report) }
    }

    private func introduction(_ report: ReportDefinition) -> String {
        let notes = report.notes.map { "- \(escaped($0))" }.joined(separator: "\n")
        return ["## \(escaped(report.title))", escaped(report.question), notes].filter { !$0.isEmpty }
            .joined(separator: "\n\n")
    }

    private func cells(of table: ReportTable, in report: ReportDefinition) -> [Notebook.Cell] {
        let name = report.fileName(of: table)
        let variable = PythonCode.identifier(name)
        let reading = "\(variable) = read(\(PythonCode.literal(name)))\n\(variable)"
        var cells = [
            Notebook.Cell(id: "\(name)-meaning", content: .markdown(meaning(of: table, named: name))),
            Notebook.Cell(id: "\(name)-table", content: .code(reading)),
        ]
        if let chart = table.chart {
            let code = PythonCode.figure(chart, of: variable, title: "\(report.title): \(name)")
            cells.append(Notebook.Cell(id: "\(name)-figure", content: .code(code)))
        }
        return cells
    }

    /// What the rows and columns are, and the statement, folded away.
    private func meaning(of table: ReportTable, named name: String) -> String {
        let columns = table.columns.map { column in
            "- `\(column.name)`\(column.unit.map { " (\(escaped($0)))" } ?? ""): \(escaped(column.meaning))"
        }
        let sql = manifest?.tables.first { $0.name == name }?.sql ?? table.sql
        return """
            ### \(escaped(name))

            \(escaped(table.grain))

            \(columns.joined(separator: "\n"))

            <details><summary>The statement</summary>

            ```sql
            \(sql.split(separator: "\n").joined(separator: "\n"))
            ```

            </details>
            """
    }
}
