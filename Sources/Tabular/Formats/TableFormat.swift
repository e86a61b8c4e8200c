import SQLite

/// A table for reading, plain or in a box, its columns aligned by the width that a terminal gives the text; numbers
/// stand to the right.
///
/// Nulls show as `NULL`; line breaks, control characters and marks that would turn the direction of the line show as
/// escapes. Widths are those of the first 10,000 rows, so that a result of any length streams. A wider later cell is
/// not cut but moves the rest of its row to the right.
public struct TableFormat: OutputFormat {
    static let measuredRows = 10_000

    /// What stands around and between the cells.
    public struct Frame: Sendable {
        /// The ends and crossings of the rules above the heading, below it and below the table; nil for no rule.
        var top: (String, String, String)?
        var middle: (String, String, String)
        var bottom: (String, String, String)?
        /// Before, between and after the cells of a row.
        var row: (String, String, String)
        /// How many of its signs a rule has beside those of the cell.
        var padding: Int

        public static let plain = Frame(top: nil, middle: ("", "  ", ""), bottom: nil, row: ("", "  ", ""), padding: 0)
        public static let box = Frame(
            top: ("┌", "┬", "┐"), middle: ("├", "┼", "┤"), bottom: ("└", "┴", "┘"), row: ("│ ", " │ ", " │"),
            padding: 2)
    }

    private let frame: Frame
    private var columns: [String] = []
    private var held: [[Cell]] = []
    private var layout: [Layout]?

    private struct Cell {
        var text: String
        var width: Int
        var value: Kind

        enum Kind { case null, number, other }

        init(_ value: SQLValue) {
            text = value.plainText?.visibleOnTerminal ?? "NULL"
            width = text.displayWidth
            self.value = value == .null ? .null : value.isNumber ? .number : .other
        }
    }

    private struct Layout {
        var width: Int
        var isNumeric: Bool
    }

    public init(frame: Frame = .plain) { self.frame = frame }

    public mutating func begin(columns: [String], into output: inout TextBuffer) {
        self.columns = columns.map(\.visibleOnTerminal)
    }

    public mutating func append(row: [SQLValue], into output: inout TextBuffer) {
        let cells = row.map(Cell.init)
        if let layout {
            append(cells, layout, into: &output)
        } else {
            held.append(cells)
            if held.count == TableFormat.measuredRows { flush(into: &output) }
        }
    }

    public mutating func end(into output: inout TextBuffer) {
        if layout == nil { flush(into: &output) }
        if let layout { appendRule(frame.bottom, layout, into: &output) }
    }

    private mutating func flush(into output: inout TextBuffer) {
        let layout = columns.indices.map { column in
            let cells = held.map { $0[column] }
            let kinds = Set(cells.map(\.value)).subtracting([.null])
            return Layout(
                width: cells.reduce(columns[column].displayWidth) { max($0, $1.width) }, isNumeric: kinds == [.number])
        }
        appendRule(frame.top, layout, into: &output)
        append(columns.map { Cell(.text($0)) }, layout, into: &output)
        appendRule(frame.middle, layout, into: &output)
        for row in held { append(row, layout, into: &output) }
        held = []
        self.layout = layout
    }

    private func appendRule(_ signs: (String, String, String)?, _ layout: [Layout], into output: inout TextBuffer) {
        guard let (start, cross, end) = signs else { return }
        let rules = layout.map { String(repeating: "─", count: max(1, $0.width) + frame.padding) }
        output.append(start + rules.joined(separator: cross) + end + "\n")
    }

    private func append(_ cells: [Cell], _ layout: [Layout], into output: inout TextBuffer) {
        output.append(frame.row.0)
        for (index, (cell, column)) in zip(cells, layout).enumerated() {
            if index > 0 { output.append(frame.row.1) }
            let padding = column.width - cell.width
            if column.isNumeric { output.appendSpaces(padding) }
            output.append(cell.text)
            // Nothing follows the last cell of a plain table, so that lines have no blanks at their end.
            let isLast = index == layout.count - 1 && frame.row.2.isEmpty
            if !column.isNumeric, !isLast { output.appendSpaces(padding) }
        }
        output.append(frame.row.2)
        output.append("\n")
    }
}
