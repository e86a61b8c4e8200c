/// The lines of a table in a layout.
struct TableText {
    let layout: TableLayout
    let usesColour: Bool

    /// The headings and the rule below them.
    func head(_ headings: [CellText]) -> [String] {
        let rule = row { String(repeating: "─", count: $0.width) }
        let texts = layout.columns.map { column in
            TextStyle.bold.on(headings[column.index].padded(to: column.width, isRight: column.isNumeric), usesColour)
        }
        return [joined(texts), TextStyle.dim.on(rule, usesColour)]
    }

    func line(_ cells: [CellText]) -> String {
        let texts = layout.columns.map { column in
            let cell = cells[column.index]
            let text = cell.padded(to: column.width, isRight: column.isNumeric)
            return cell.kind == .null ? TextStyle.dim.on(text, usesColour) : text
        }
        return joined(texts)
    }

    private func row(_ text: (TableLayout.Column) -> String) -> String { joined(layout.columns.map(text)) }

    private func joined(_ texts: [String]) -> String {
        var texts = texts
        if let place = layout.gapAfter { texts.insert(String.cutMark, at: place + 1) }
        let line = texts.joined(separator: String(repeating: " ", count: TableLayout.gap))
        // Lines have no blanks at their end.
        return line.hasSuffix(" ") ? String(line.reversed().drop { $0 == " " }.reversed()) : line
    }
}
