import SQLite
import Tabular
import Warehouse

/// All tables of a run on one self-contained page: sortable tables, embedded figures, no network.
struct HTMLPage {
    /// A table, and its figure as SVG where there is one.
    struct Entry {
        var result: ReportResult
        var figure: String?
    }

    var title: String
    /// The corpus and its number of samples, for the line below the title.
    var corpus = ""
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

            """)
        appendContents(into: &output)
        output.append("<main>\n<header><h1>\(escaped(title))</h1>\n")
        if !corpus.isEmpty { output.append("<p class=\"question\">\(escaped(corpus)).</p>\n") }
        output.append("</header>\n")
        var previous: String?
        for entry in entries {
            if entry.result.report.name != previous { appendIntroduction(of: entry.result.report, into: &output) }
            previous = entry.result.report.name
            append(entry, into: &output)
        }
        output.append("<footer><pre>\(escaped(provenance.joined(separator: "\n")))</pre></footer>\n</main>\n")
        output.append("<script>\(Self.script)</script>\n</body>\n</html>\n")
        return output.text
    }

    /// The reports, and below each the tables of those that have several. On a narrow page the list is folded.
    private func appendContents(into output: inout TextBuffer) {
        output.append("<nav><details open><summary>Contents</summary>\n<ul>\n")
        var previous: String?
        for entry in entries {
            let report = entry.result.report
            if report.name != previous {
                if previous != nil { output.append("</ul></li>\n") }
                output.append("<li><a href=\"#\(escaped(report.name))\">\(escaped(report.title))</a>\n<ul>\n")
            }
            previous = report.name
            let anchor = escaped(Self.anchor(of: entry))
            output.append("<li><a href=\"#\(anchor)\">\(escaped(entry.result.name))</a></li>\n")
        }
        if previous != nil { output.append("</ul></li>\n") }
        output.append("</ul></details></nav>\n")
    }

    private static func anchor(of entry: Entry) -> String { "table-\(entry.result.name)" }

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
        let name = entry.result.name
        output.append("<section id=\"\(escaped(Self.anchor(of: entry)))\">\n")
        output.append("<h3>\(escaped(entry.result.table.caption ?? name)) <code>\(escaped(name))</code></h3>\n")
        if !entry.result.table.grain.isEmpty {
            output.append("<p class=\"grain\">\(escaped(entry.result.table.grain))</p>\n")
        }
        if let figure = entry.figure { output.append("<figure>\(figure)</figure>\n") }
        output.append("<div class=\"scroll\"><table>\n<thead><tr>")
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
        output.append("</tbody>\n</table></div>\n")
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

    /// Light or dark as the reader's system is; the contents beside the tables on a wide page, folded above on a phone.
    private static let style = """

        :root {
          color-scheme: light dark; --text: #1f2328; --quiet: #5b6470; --page: #fff; --panel: #f6f7f9; --line: #d5d9df;
          --link: #0b5394;
        }
        @media (prefers-color-scheme: dark) {
          :root {
            --text: #e4e7eb; --quiet: #a0a8b3; --page: #14171a; --panel: #1d2125; --line: #3a4048; --link: #7cb7f2;
          }
        }
        * { box-sizing: border-box; }
        html { scroll-behavior: smooth; }
        body {
          font: 16px/1.5 system-ui, sans-serif; margin: 0; color: var(--text); background: var(--page);
          display: grid; grid-template-columns: 17rem minmax(0, 1fr);
        }
        a { color: var(--link); text-decoration: none; }
        a:hover { text-decoration: underline; }
        nav {
          position: sticky; top: 0; height: 100vh; overflow-y: auto; padding: 1.5rem 1rem; font-size: 14px;
          background: var(--panel); border-right: 1px solid var(--line);
        }
        nav summary { font-weight: 600; cursor: pointer; }
        nav ul { list-style: none; padding-left: 0; margin: .5rem 0; }
        nav ul ul { padding-left: .9rem; margin: .1rem 0 .5rem; font-size: 13px; }
        main { padding: 1.5rem 2rem 4rem; max-width: 72rem; }
        h1 { font-size: 1.9rem; line-height: 1.2; margin: 0 0 .3rem; }
        h2 { font-size: 1.4rem; margin: 3rem 0 .3rem; padding-top: 1rem; border-top: 1px solid var(--line); }
        h3 { font-size: 1.05rem; margin: 2rem 0 .2rem; }
        code { font-size: 12px; font-weight: normal; color: var(--quiet); }
        .question { font-size: 1.05rem; margin: .2rem 0; }
        .grain, .notes, details, footer { color: var(--quiet); font-size: 14px; }
        .grain { margin: 0 0 .6rem; }
        .notes { padding-left: 1.2rem; }
        .scroll { overflow: auto; max-height: 34rem; border: 1px solid var(--line); border-radius: 6px; }
        table { border-collapse: collapse; font-size: 13px; width: 100%; }
        th {
          position: sticky; top: 0; background: var(--panel); cursor: pointer; text-align: left; vertical-align: bottom;
          box-shadow: 0 1px 0 var(--line);
        }
        th, td { padding: 4px 12px; }
        tbody tr:nth-child(even) { background: color-mix(in srgb, var(--panel) 55%, transparent); }
        td { vertical-align: top; white-space: pre-wrap; }
        .number { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap; }
        th[aria-sort=ascending]::after { content: " \\2191"; }
        th[aria-sort=descending]::after { content: " \\2193"; }
        figure { margin: .8rem 0; padding: .8rem; background: #fff; border: 1px solid var(--line); border-radius: 6px; }
        figure { width: fit-content; max-width: 100%; overflow-x: auto; }
        figure svg { zoom: 1.5; max-width: 100%; height: auto; display: block; }
        dt { font-weight: 600; }
        footer pre { white-space: pre-wrap; overflow-wrap: anywhere; }
        @media (max-width: 56rem) {
          body { display: block; }
          nav { position: static; height: auto; border-right: 0; border-bottom: 1px solid var(--line); }
          main { padding: 1rem; }
          figure svg { zoom: 1; }
        }
        @media print {
          body { display: block; }
          nav { display: none; }
          .scroll { max-height: none; }
        }

        """

    /// A click on a heading sorts by that column, a second one the other way; rows without a value stay last.
    private static let script = """

        if (matchMedia("(max-width: 56rem)").matches) document.querySelector("nav details").open = false;
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
