import Foundation
import Warehouse

/// Draws frames on a terminal, from the first row that differs on.
final class EditorScreen {
    private let descriptor: Int32
    private var drawn: EditorFrame?
    private var size = TerminalSize.standard

    init(descriptor: Int32) { self.descriptor = descriptor }

    func draw(_ frame: EditorFrame, size: TerminalSize) {
        if let drawn, size != self.size {
            // Terminals break rows that have become too long; those above the cursor push it down.
            let above = drawn.widths.prefix(drawn.cursor.row).reduce(0) { $0 + rowCount($1, size) }
            write(EditorScreen.up(above + drawn.cursor.column / size.columns) + "\r\u{1B}[J")
            self.drawn = nil
        }
        self.size = size
        guard let drawn else {
            write(text(of: frame, from: 0) + place(frame.cursor, below: frame.rows.count - 1))
            self.drawn = frame
            return
        }
        guard frame != drawn else { return }
        let same = zip(frame.rows, drawn.rows).prefix { $0 == $1 }.count
        var output = "\u{1B}[?25l"
        if same == frame.rows.count, same == drawn.rows.count {
            output += move(from: drawn.cursor.row, to: frame.cursor.row) + place(frame.cursor, below: frame.cursor.row)
        } else {
            // The last unchanged row is written again if nothing else follows, so that the cursor has a row.
            let first = min(same, frame.rows.count - 1, drawn.rows.count - 1)
            output += move(from: drawn.cursor.row, to: first) + "\r" + text(of: frame, from: first)
            output += place(frame.cursor, below: frame.rows.count - 1)
        }
        write(output + "\u{1B}[?25h")
        self.drawn = frame
    }

    /// Leaves the text where it is and goes to the start of the row below it.
    func leave() {
        guard let drawn else { return }
        write(move(from: drawn.cursor.row, to: drawn.rows.count - 1) + "\r\n")
        self.drawn = nil
    }

    func write(_ text: String) {
        var bytes = Array(text.utf8)[...]
        while !bytes.isEmpty {
            let count = bytes.withUnsafeBytes { Foundation.write(descriptor, $0.baseAddress, $0.count) }
            // A closed terminal is noticed when the next key is read.
            guard count > 0 || errno == EINTR else { return }
            bytes = bytes.dropFirst(max(0, count))
        }
    }

    private func text(of frame: EditorFrame, from first: Int) -> String {
        // Erased first: after a row that is just full, the cursor is still on its last character.
        "\u{1B}[J" + frame.rows[first...].joined(separator: "\r\n")
    }

    private func place(_ cursor: EditorFrame.Position, below row: Int) -> String {
        move(from: row, to: cursor.row) + "\r" + (cursor.column > 0 ? "\u{1B}[\(cursor.column)C" : "")
    }

    private func move(from: Int, to: Int) -> String {
        to < from ? EditorScreen.up(from - to) : to > from ? "\u{1B}[\(to - from)B" : ""
    }

    private static func up(_ rows: Int) -> String { rows > 0 ? "\u{1B}[\(rows)A" : "" }

    private func rowCount(_ width: Int, _ size: TerminalSize) -> Int {
        max(1, (width + size.columns - 1) / size.columns)
    }
}
