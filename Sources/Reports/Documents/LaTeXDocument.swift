import Warehouse

/// A floating table of LaTeX with caption, label and notes, for `\input`; a `longtable` if it is long.
///
/// It needs `\usepackage[T1]{fontenc}`, `{booktabs}`, `{graphicx}` and, for long ones, `{longtable}`; with
/// `usesSIUnits` also `{siunitx}`. A table wider than the line is scaled down. Texts in other scripts than Latin need
/// LuaLaTeX or XeLaTeX and a font that has them.
struct LaTeXDocument: TableDocument {
    /// Numbers as `\num{…}`, so that the paper's settings of siunitx lay them out.
    var usesSIUnits = false

    /// A float cannot be longer than a page.
    private static let longTableRows = 40

    func bytes(of result: ReportResult, provenance: [String]) -> [UInt8] {
        Array(text(of: result, provenance: provenance).utf8)
    }

    func text(of result: ReportResult, provenance: [String]) -> String {
        let table = PresentedTable(result)
        let isLong = table.rows.count > Self.longTableRows
        let columns = table.columns.map { $0.isNumber ? "r" : "l" }.joined()
        var lines = provenance.map { "% \($0)" }
        let caption = "\\caption{\(escaped(caption(of: result)))}\\label{tab:\(result.name)}"
        let heading = row(table.columns.map { escaped($0.heading) })
        let body = table.rows.map { cells in
            row(zip(table.columns, cells).map { column, cell in column.isNumber ? number(cell) : escaped(cell) })
        }
        let tabular = ["\\toprule", heading, "\\midrule"]
        if isLong {
            lines += ["{\\scriptsize\\setlength{\\tabcolsep}{2pt}", "\\begin{longtable}{\(columns)}", "\(caption)\\\\"]
            lines += tabular + ["\\endfirsthead"] + tabular + ["\\endhead", "\\bottomrule", "\\endfoot"]
            lines += body + ["\\end{longtable}}"] + notes(of: table, result)
        } else {
            lines += ["\\begin{table}", "\\centering", caption, Self.fitted, "\\begin{tabular}{\(columns)}"]
            lines += tabular + body + ["\\bottomrule", "\\end{tabular}}"] + notes(of: table, result)
            lines += ["\\end{table}"]
        }
        return lines.joined(separator: "\n") + "\n"
    }

    /// As wide as it is, and no wider than the line.
    private static let fitted = "\\resizebox{\\ifdim\\width>\\linewidth\\linewidth\\else\\width\\fi}{!}{%"

    private func caption(of result: ReportResult) -> String {
        let grain = result.table.grain
        return result.report.title + "."
            + (grain.isEmpty ? "" : " \(grain.prefix(1).uppercased())\(grain.dropFirst()).")
    }

    private func notes(of table: PresentedTable, _ result: ReportResult) -> [String] {
        let columns = table.columns.compactMap { column in
            column.note.map { "\\emph{\(escaped(column.heading))}: \(escaped($0))." }
        }
        let notes = columns + result.report.notes.map(escaped)
        return notes.isEmpty ? [] : ["\\par\\smallskip", "{\\footnotesize " + notes.joined(separator: "\n") + "\\par}"]
    }

    private func row(_ cells: [String]) -> String { cells.joined(separator: " & ") + " \\\\" }

    private func escaped(_ text: String) -> String {
        var output = TextBuffer()
        LaTeXText.append(text, into: &output)
        return String(decoding: output.bytes, as: UTF8.self)
    }

    /// A number or an estimate with its interval; signs that a text font may lack are set as mathematics.
    private func number(_ cell: String) -> String {
        guard usesSIUnits else {
            return cell.replacing("−∞", with: "$-\\infty$").replacing("−", with: "$-$")
                .replacing("∞", with: "$\\infty$").replacing("< ", with: "$<$ ")
        }
        return cell.replacing(/−?[0-9]+(?:,[0-9]{3})*(?:\.[0-9]+)?/) { match in
            "\\num{\(match.output.replacing("−", with: "-").replacing(",", with: ""))}"
        }.replacing("−∞", with: "$-\\infty$").replacing("∞", with: "$\\infty$").replacing("< ", with: "$<$ ")
    }
}
