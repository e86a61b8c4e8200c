import SQLite
import Warehouse

/// The layout of the edited text on the terminal: rows no wider than the terminal, and the position of the cursor.
///
/// The first row begins with the prompt, every other line of the text with the continuation prompt; longer lines
/// continue in the next row. If there are more rows than the terminal has, those around the cursor are shown.
struct EditorFrame: Equatable {
    private(set) var rows: [String] = []
    private(set) var widths: [Int] = []
    private(set) var cursor = Position(row: 0, column: 0)

    struct Position: Equatable {
        var row: Int
        var column: Int
    }

    /// - Parameter cursor: a place in the text, in bytes of UTF-8.
    init(text: String, cursor: Int, prompt: String, continuation: String, size: TerminalSize) {
        var row = prompt
        var column = prompt.displayWidth
        var offset = 0
        func close() {
            rows.append(row)
            widths.append(column)
            row = ""
            column = 0
        }
        for character in text {
            if offset <= cursor { self.cursor = Position(row: rows.count, column: column) }
            offset += character.utf8.count
            if character.isNewline {
                close()
                row = continuation
                column = continuation.displayWidth
                continue
            }
            let shown = EditorFrame.shown(character, at: column)
            let width = shown.displayWidth
            if column + width > size.columns {
                close()
                if offset - character.utf8.count == cursor { self.cursor = Position(row: rows.count, column: 0) }
            }
            row += shown
            column += width
        }
        if column >= size.columns { close() }
        if cursor >= offset { self.cursor = Position(row: rows.count, column: column) }
        close()
        // Before the end of a line that just fills its row, the cursor is on the row's last column.
        self.cursor.column = min(self.cursor.column, size.columns - 1)
        keepRows(around: self.cursor.row, height: size.rows)
    }

    private mutating func keepRows(around row: Int, height: Int) {
        guard rows.count > height else { return }
        let first = max(0, min(row - height / 2, rows.count - height))
        rows = Array(rows[first..<first + height])
        widths = Array(widths[first..<first + height])
        cursor.row -= first
    }

    /// A tab extends to the next eighth column; other control characters show as a caret and a letter.
    private static func shown(_ character: Character, at column: Int) -> String {
        guard let value = character.unicodeScalars.first?.value, value < 0x20 || value == 0x7F else {
            return String(character)
        }
        if value == 9 { return String(repeating: " ", count: 8 - column % 8) }
        return "^" + (Unicode.Scalar(value ^ 0x40).map { String(Character($0)) } ?? "?")
    }
}
