import Warehouse

/// A table for reading, its columns aligned by the width that a terminal gives the text; numbers stand to the right.
///
/// Nulls show as `NULL`; line breaks, control characters and marks that would turn the direction of the line show as
/// escapes. Widths are those of the first 10,000 rows, so that a result of any length streams; where a later cell is
/// wider, its row is not cut but pushed to the right.
struct TableFormat: OutputFormat {
    static let measuredRows = 10_000

    private var columns: [String] = []
    private var held: [[Cell]] = []
    private var layout: [Layout]?

    private struct Cell {
        var text: String
        var width: Int
        var value: Kind

        enum Kind { case null, number, other }

        init(_ value: SQLValue) {
            text = value.plainText.map(TableFormat.visible) ?? "NULL"
            width = text.displayWidth
            self.value = value == .null ? .null : value.isNumber ? .number : .other
        }
    }

    private struct Layout {
        var width: Int
        var isNumeric: Bool
    }

    mutating func begin(columns: [String], into output: inout TextBuffer) {
        self.columns = columns.map(TableFormat.visible)
    }

    mutating func append(row: [SQLValue], into output: inout TextBuffer) {
        let cells = row.map(Cell.init)
        if let layout {
            append(cells, layout, into: &output)
        } else {
            held.append(cells)
            if held.count == TableFormat.measuredRows { flush(into: &output) }
        }
    }

    mutating func end(into output: inout TextBuffer) {
        if layout == nil { flush(into: &output) }
    }

    private mutating func flush(into output: inout TextBuffer) {
        let layout = columns.indices.map { column in
            let cells = held.map { $0[column] }
            let kinds = Set(cells.map(\.value)).subtracting([.null])
            return Layout(
                width: cells.reduce(columns[column].displayWidth) { max($0, $1.width) }, isNumeric: kinds == [.number])
        }
        append(columns.map { Cell(.text($0)) }, layout, into: &output)
        for (index, column) in layout.enumerated() {
            if index > 0 { output.append("  ") }
            output.append(String(repeating: "─", count: max(1, column.width)))
        }
        output.append("\n")
        for row in held { append(row, layout, into: &output) }
        held = []
        self.layout = layout
    }

    private func append(_ cells: [Cell], _ layout: [Layout], into output: inout TextBuffer) {
        for (index, (cell, column)) in zip(cells, layout).enumerated() {
            if index > 0 { output.append("  ") }
            let padding = column.width - cell.width
            if column.isNumeric { output.appendSpaces(padding) }
            output.append(cell.text)
            // Nothing follows the last cell, so that lines have no blanks at their end.
            if !column.isNumeric, index < layout.count - 1 { output.appendSpaces(padding) }
        }
        output.append("\n")
    }

    /// The text with everything that would break its line, or act on the terminal, written as an escape.
    private static func visible(_ text: String) -> String {
        guard text.unicodeScalars.contains(where: actsOnTerminal) else { return text }
        var result = String.UnicodeScalarView()
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\n": result.append(contentsOf: "\\n".unicodeScalars)
            case "\r": result.append(contentsOf: "\\r".unicodeScalars)
            case "\t": result.append(contentsOf: "\\t".unicodeScalars)
            case _ where actsOnTerminal(scalar):
                result.append(contentsOf: "\\u{\(String(scalar.value, radix: 16))}".unicodeScalars)
            default: result.append(scalar)
            }
        }
        return String(result)
    }

    private static func actsOnTerminal(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0..<0x20, 0x7F..<0xA0, 0x2028, 0x2029: true
        case 0x202A...0x202E, 0x2066...0x2069, 0x200E, 0x200F, 0x61C: true
        default: false
        }
    }
}
