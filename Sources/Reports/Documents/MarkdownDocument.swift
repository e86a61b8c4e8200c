import SQLite
import Tabular
import Warehouse

/// A section of GitHub-flavoured Markdown: the question, the table with aligned columns, what the columns mean.
struct MarkdownDocument: TableDocument {
    func bytes(of result: ReportResult, origin: TableOrigin) -> [UInt8] {
        Array(text(of: result, provenance: origin.lines).utf8)
    }

    private func text(of result: ReportResult, provenance: [String]) -> String {
        let table = PresentedTable(result)
        var paragraphs =
            provenance.isEmpty ? [] : ["<!--\n\(provenance.map(Self.comment).joined(separator: "\n"))\n-->"]
        paragraphs.append("## \(Self.escaped(result.report.title))\(result.table.part.map { ": \($0)" } ?? "")")
        paragraphs.append(Self.escaped(result.report.question))
        if !result.table.grain.isEmpty { paragraphs.append("*\(Self.escaped(result.table.grain))*") }
        paragraphs.append(Self.lines(of: table).joined(separator: "\n"))
        let meanings = table.columns.compactMap { column in
            column.note.map { "- **\(Self.escaped(column.heading))**: \(Self.escaped($0))" }
        }
        let notes = result.report.notes.map { "- \(Self.escaped($0))" }
        if !(meanings + notes).isEmpty { paragraphs.append((meanings + notes).joined(separator: "\n")) }
        return paragraphs.joined(separator: "\n\n") + "\n"
    }

    private static func lines(of table: PresentedTable) -> [String] {
        let headings = table.columns.map { escaped($0.heading) }
        let rows = table.rows.map { $0.map(escaped) }
        let widths = headings.indices.map { index in
            max(3, ([headings] + rows).map { $0[index].displayWidth }.max() ?? 0)
        }
        func line(_ cells: [String]) -> String {
            let padded = cells.enumerated().map { index, cell in
                let blanks = String(repeating: " ", count: max(0, widths[index] - cell.displayWidth))
                return table.columns[index].isNumber ? blanks + cell : cell + blanks
            }
            return "| \(padded.joined(separator: " | ")) |"
        }
        let rule = zip(table.columns, widths).map { column, width in
            String(repeating: "-", count: width - 1) + (column.isNumber ? ":" : "-")
        }
        return [line(headings), "| \(rule.joined(separator: " | ")) |"] + rows.map(line)
    }

    private static func escaped(_ text: String) -> String {
        var output = TextBuffer()
        MarkdownText.append(text, into: &output)
        return output.text
    }

    /// Two hyphens would end the comment.
    private static func comment(_ line: String) -> String { line.replacing("--", with: "- -") }
}
