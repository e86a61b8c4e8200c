import Tabular
import Warehouse

/// A floating table of LaTeX with caption, label and notes, for `\input` into a paper of one or two columns.
///
/// It is a `table` where it fits a column, a `table*` where it needs both; long ones are several floats. It needs
/// `\usepackage[T1]{fontenc}` and `{booktabs}`; with `usesSIUnits` also `{siunitx}`. Texts in other scripts than Latin
/// need LuaLaTeX or XeLaTeX and a font that has them; pdfLaTeX sets them in Latin letters.
struct LaTeXDocument: TableDocument {
    /// Numbers as `\num{…}`, so that the paper's settings of siunitx lay them out.
    var usesSIUnits = false
    /// The columns that are printed, or `all`; nil for those that the report prints.
    var columns: [String]?
    /// nil for the narrowest that holds the table.
    var width: PrintedWidth?

    func bytes(of result: ReportResult, origin: TableOrigin) -> [UInt8] {
        Array(text(of: result, origin: origin).utf8)
    }

    func text(of result: ReportResult, origin: TableOrigin) -> String {
        let printed = PrintedTable(result, columns: columns, corpus: origin.corpus)
        let layout = LaTeXLayout(printed.table, width: width)
        let parts = layout.parts(of: printed.table.rows)
        let floats = parts.enumerated().flatMap { number, rows in
            float(
                rows, of: printed, layout, caption: caption(printed, layout, part: number, of: parts.count, result),
                isLast: number == parts.count - 1, result)
        }
        let comments = origin.lines + result.report.notes
        let definition = floats.contains { $0.contains("\\inscript{") } ? [LaTeXScript.definition] : []
        return (comments.map { "% \($0)" } + definition + floats).joined(separator: "\n") + "\n"
    }

    private func caption(
        _ printed: PrintedTable, _ layout: LaTeXLayout, part: Int, of count: Int, _ result: ReportResult
    ) -> String {
        let text = breakable(printed.caption).replacing("n = ", with: "n~=~")
        // The parts of a long table have one number.
        return part == 0
            ? "\\caption{\(text)}\\label{tab:\(result.name)}"
            : "\\addtocounter{table}{-1}\\caption{\(text) Part \(part + 1) of \(count).}"
    }

    private func float(
        _ rows: ArraySlice<[String]>, of printed: PrintedTable, _ layout: LaTeXLayout, caption: String, isLast: Bool,
        _ result: ReportResult
    ) -> [String] {
        let environment = layout.width == .column ? "table" : "table*"
        let columns = printed.table.columns.prefix(layout.columnCount)
        let kinds = zip(columns, layout.brokenWidths).map { column, width in
            width.map { ">{\\raggedright\\arraybackslash}p{\(String(Int($0)))pt}" }
                ?? (column.isNumber || column.hasInterval ? "r" : "l")
        }
        let body = rows.map { cells in
            row(
                zip(zip(columns, layout.brokenWidths), cells).map { column, cell in
                    column.0.isNumber || column.0.hasInterval
                        ? number(cell) : column.1 == nil ? escaped(cell) : breakable(cell)
                })
        }
        var lines = ["\\begin{\(environment)}", "\\centering", caption, "\\smallskip", layout.size.command]
        lines += ["\\setlength{\\tabcolsep}{\(String(Int(LaTeXLayout.separation)))pt}"]
        lines += ["\\begin{tabular}{@{}\(kinds.joined())@{}}", "\\toprule"]
        lines += [row(zip(columns, layout.headings).map(heading)), "\\midrule"]
        lines +=
            (rows.isEmpty ? [emptiness(result, columns: columns.count)] : body) + ["\\bottomrule", "\\end{tabular}"]
        if isLast { lines += notes(of: printed, layout, result) }
        return lines + ["\\end{\(environment)}"]
    }

    /// A heading of several lines stands on the last one.
    private func heading(of column: PresentedTable.Column, in lines: [String]) -> String {
        guard lines.count > 1 else { return escaped(column.heading) }
        let side = column.isNumber || column.hasInterval ? "r" : "l"
        return "\\begin{tabular}[b]{@{}\(side)@{}}\(lines.map(escaped).joined(separator: "\\\\"))\\end{tabular}"
    }

    private func notes(of printed: PrintedTable, _ layout: LaTeXLayout, _ result: ReportResult) -> [String] {
        var notes = printed.notes
        let left = printed.table.columns.dropFirst(layout.columnCount).map(\.heading)
        if !left.isEmpty { notes.append("Left out, for they do not fit: \(left.joined(separator: ", ")).") }
        if let omission = printed.omission { notes.append(omission) }
        guard !notes.isEmpty else { return [] }
        return [
            "\\par\\smallskip",
            "\\parbox{\\linewidth}{\\raggedright\\scriptsize \(notes.map(breakable).joined(separator: "\n"))}",
        ]
    }

    /// What a table without rows has in their place, over all of its columns.
    private func emptiness(_ result: ReportResult, columns: Int) -> String {
        let reason = PrintedTable.emptiness(of: result)
        return "\\multicolumn{\(columns)}{@{}p{\(String(Int(LaTeXLayout.columnWidth - 10)))pt}@{}}"
            + "{\\raggedright\\arraybackslash \(breakable(reason))} \\\\"
    }

    private func row(_ cells: [String]) -> String { cells.joined(separator: " & ") + " \\\\" }

    private func escaped(_ text: String) -> String {
        guard let latin = LaTeXScript.transliteration(of: text) else { return LaTeXText.escaped(text) }
        return "\\inscript{\(LaTeXText.escaped(text))}{\(LaTeXText.escaped(latin))}"
    }

    /// Text whose long words can be broken.
    private func breakable(_ text: String) -> String {
        escaped(PrintedText.broken(text)).replacing(String(PrintedText.breakMark), with: "\\allowbreak{}")
    }

    /// A number or an estimate with its interval; signs that a text font may lack are set as mathematics.
    private func number(_ cell: String) -> String {
        guard usesSIUnits else {
            return cell.replacing("−∞", with: "$-\\infty$").replacing("−", with: "$-$")
                .replacing("∞", with: "$\\infty$").replacing("< ", with: "$<$ ").replacing("†", with: "\\dag{}")
        }
        return cell.replacing(/−?[0-9]+(?:,[0-9]{3})*(?:\.[0-9]+)?/) { match in
            "\\num{\(match.output.replacing("−", with: "-").replacing(",", with: ""))}"
        }.replacing("−∞", with: "$-\\infty$").replacing("∞", with: "$\\infty$").replacing("< ", with: "$<$ ")
            .replacing("†", with: "\\dag{}")
    }
}
