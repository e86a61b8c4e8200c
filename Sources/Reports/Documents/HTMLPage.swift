import SQLite
import Warehouse

/// All tables of a run on one self-contained page: sortable tables, embedded figures, no network.
struct HTMLPage {
    /// A table, and its figure as SVG where there is one.
    struct Entry {
        var result: ReportResult
        var figure: String?
    }

    var title: String
    var provenance: [String]
    var entries: [Entry]

    var text: String {
        var output = TextBuffer()
        output.append(
            """
            <!DOCTYPE html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <title>\(escaped(title))</title>
            <style>\(Self.style)</style>
            </head>
            <body>
            <h1>\(escaped(title))</h1>

            """)
        appendContents(into: &output)
        var previous: String?
        for entry in entries {
            if entry.result.report.name != previous { appendIntroduction(of: entry.result.report, into: &output) }
            previous = entry.result.report.name
            append(entry, into: &output)
        }
        output.append("<footer><pre>\(escaped(provenance.joined(separator: "\n")))</pre></footer>\n")
        output.append("<script>\(Self.script)</script>\n</body>\n</html>\n")
        return output.text
    }

    private func appendContents(into output: inout TextBuffer) {
        output.append("<nav><ul>\n")
        for entry in entries where entry.result.table.part == nil {
            let report = entry.result.report
            output.append("<li><a href=\"#\(escaped(report.name))\">\(escaped(report.title))</a></li>\n")
        }
        output.append("</ul></nav>\n")
    }

    private func appendIntroduction(of report: ReportDefinition, into output: inout TextBuffer) {
        output.append("<h2 id=\"\(escaped(report.name))\">\(escaped(report.title))</h2>\n")
        output.append("<p class=\"question\">\(escaped(report.question))</p>\n")
        guard !report.notes.isEmpty else { return }
        output.append("<ul class=\"notes\">\n")
        for note in report.notes { output.append("<li>\(escaped(note))</li>\n") }
        output.append("</ul>\n")
    }

    private func append(_ entry: Entry, into output: inout TextBuffer) {
        let table = PresentedTable(entry.result)
        output.append("<section>\n<h3>\(escaped(entry.result.name))</h3>\n")
        if !entry.result.table.grain.isEmpty { output.append("<p>\(escaped(entry.result.table.grain))</p>\n") }
        if let figure = entry.figure { output.append("<figure>\(figure)</figure>\n") }
        output.append("<table>\n<thead><tr>")
        for column in table.columns {
            let tip = column.note.map { " title=\"\(escaped($0))\"" } ?? ""
            output.append("<th\(column.isNumber ? " class=\"number\"" : "")\(tip)>\(escaped(column.heading))</th>")
        }
        output.append("</tr></thead>\n<tbody>\n")
        for (cells, values) in zip(table.rows, entry.result.rows) {
            output.append("<tr>")
            for (column, cell) in zip(table.columns, cells) {
                output.append(Self.opening(of: values[column.source], isNumber: column.isNumber))
                output.append("\(escaped(cell))</td>")
            }
            output.append("</tr>\n")
        }
        output.append("</tbody>\n</table>\n")
        appendMeanings(of: table, into: &output)
        output.append("</section>\n")
    }

    /// Sorting is by the value with all its digits, as JavaScript reads it.
    private static func opening(of value: SQLValue, isNumber: Bool) -> String {
        guard isNumber else { return "<td>" }
        let isInfinite = value.number?.isInfinite == true
        let digits = isInfinite ? (value == .real(.infinity) ? "Infinity" : "-Infinity") : value.plainText ?? ""
        return "<td class=\"number\" data-value=\"\(digits)\">"
    }

    private func appendMeanings(of table: PresentedTable, into output: inout TextBuffer) {
        let meanings = table.columns.compactMap { column in column.note.map { (column.heading, $0) } }
        guard !meanings.isEmpty else { return }
        output.append("<details><summary>What the columns mean</summary><dl>\n")
        for (heading, note) in meanings { output.append("<dt>\(escaped(heading))</dt><dd>\(escaped(note))</dd>\n") }
        output.append("</dl></details>\n")
    }

    private func escaped(_ text: String) -> String {
        var output = TextBuffer()
        HTMLText.append(text, into: &output)
        return output.text
    }

    private static let style = """

        body { font: 15px/1.45 system-ui, sans-serif; max-width: 62em; margin: 2em auto; padding: 0 1em; color: #222; }
        section { overflow-x: auto; margin-bottom: 2em; }
        table { border-collapse: collapse; border-top: 2px solid #222; border-bottom: 2px solid #222; font-size: 13px; }
        th { border-bottom: 1px solid #222; cursor: pointer; text-align: left; vertical-align: bottom; }
        th, td { padding: 2px 10px 2px 0; }
        td { vertical-align: top; white-space: pre-wrap; }
        .number { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap; }
        th[aria-sort=ascending]::after { content: " \\2191"; }
        th[aria-sort=descending]::after { content: " \\2193"; }
        .question { font-size: 17px; }
        .notes, details, footer { color: #555; font-size: 13px; }
        figure { margin: 1em 0; }
        figure svg { zoom: 1.5; max-width: 100%; height: auto; }
        dt { font-weight: 600; }

        """

    /// A click on a heading sorts by that column, a second one the other way; rows without a value stay last.
    private static let script = """

        for (const heading of document.querySelectorAll("th")) {
          heading.addEventListener("click", () => {
            const body = heading.closest("table").tBodies[0];
            const position = heading.cellIndex;
            const direction = heading.getAttribute("aria-sort") === "ascending" ? -1 : 1;
            const key = (row) => row.cells[position].dataset.value ?? row.cells[position].textContent;
            const isNumber = heading.classList.contains("number");
            const compare = (a, b) => {
              if (a === "" || b === "") return (a === "") - (b === "");
              return direction * (isNumber ? Number(a) - Number(b) : a.localeCompare(b));
            };
            const rows = [...body.rows].sort((a, b) => compare(key(a), key(b)));
            for (const other of heading.parentNode.cells) other.removeAttribute("aria-sort");
            heading.setAttribute("aria-sort", direction > 0 ? "ascending" : "descending");
            body.append(...rows);
          });
        }

        """
}
