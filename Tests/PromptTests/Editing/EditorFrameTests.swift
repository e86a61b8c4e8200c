import SQLite
import TestSupport
import Testing
import Warehouse

@testable import Prompt

@Suite struct EditorFrameTests {
    private func frame(_ text: String, cursor: Int? = nil, columns: Int = 20, rows: Int = 10) -> EditorFrame {
        EditorFrame(
            text: text, cursor: cursor ?? text.utf8.count, prompt: "sql> ", continuation: "...> ",
            size: TerminalSize(columns: columns, rows: rows))
    }

    @Test func oneLine() {
        #expect(frame("").rows == ["sql> "])
        #expect(frame("").cursor == .init(row: 0, column: 5))
        #expect(frame("select").rows == ["sql> select"])
        #expect(frame("select").cursor == .init(row: 0, column: 11))
        #expect(frame("select", cursor: 2).cursor == .init(row: 0, column: 7))
    }

    @Test func manyLines() {
        let frame = frame("select\n1\n", cursor: 8)
        #expect(frame.rows == ["sql> select", "...> 1", "...> "])
        #expect(frame.cursor == .init(row: 1, column: 6))
        #expect(self.frame("select\n1\n").cursor == .init(row: 2, column: 5))
        #expect(self.frame("a\nb", cursor: 1).cursor == .init(row: 0, column: 6))
        #expect(self.frame("a\nb", cursor: 2).cursor == .init(row: 1, column: 5))
    }

    @Test func longLinesGoOn() {
        #expect(frame("0123456789abcdefgh").rows == ["sql> 0123456789abcde", "fgh"])
        // A row that is just full leaves the cursor in the next one.
        let full = frame("0123456789abcde")
        #expect(full.rows == ["sql> 0123456789abcde", ""])
        #expect(full.cursor == .init(row: 1, column: 0))
    }

    @Test func wideAndCombiningCharacters() {
        #expect(frame("日本語").cursor.column == 11)
        #expect(frame("नमस्ते").cursor.column == 5 + "नमस्ते".displayWidth)
        #expect(frame("e\u{301}x").cursor.column == 7)
        // A wide character is not cut in two.
        #expect(frame("0123456789abcd日").rows == ["sql> 0123456789abcd", "日"])
    }

    @Test func controlCharactersShow() {
        #expect(frame("a\tb").rows == ["sql> a  b"])
        #expect(frame("a\u{1}b\u{7F}").rows == ["sql> a^Ab^?"])
    }

    @Test func rowsAroundTheCursor() {
        let text = (1...100).map { "line \($0)" }.joined(separator: "\n")
        let end = frame(text)
        #expect(end.rows.count == 10 && end.rows.last == "...> line 100" && end.cursor.row == 9)
        let start = frame(text, cursor: 0)
        #expect(start.rows.first == "sql> line 1" && start.cursor == .init(row: 0, column: 5))
    }

    /// No row is wider than the terminal, and the cursor stands on one of them.
    @Test func anyTextOnAnyTerminal() {
        var generator = SeededGenerator(seed: 66)
        let pieces = ["select", " ", "\n", "日本", "e\u{301}", "\t", "👩‍👩‍👧", "नि", "\u{0}", "abc"]
        for _ in 0..<1_000 {
            let text = (0..<Int.random(in: 0...30, using: &generator)).map { _ in
                pieces.randomElement(using: &generator) ?? ""
            }.joined()
            let size = TerminalSize(
                columns: Int.random(in: 8...40, using: &generator), rows: Int.random(in: 2...8, using: &generator))
            let offsets = text.indices.map { text.utf8.distance(from: text.startIndex, to: $0) } + [text.utf8.count]
            let cursor = offsets.randomElement(using: &generator) ?? 0
            let frame = frame(text, cursor: cursor, columns: size.columns, rows: size.rows)
            #expect(frame.rows.count <= size.rows && frame.rows.count == frame.widths.count)
            for (row, width) in zip(frame.rows, frame.widths) {
                #expect(row.displayWidth == width && width <= size.columns, "\(text.debugDescription)")
            }
            #expect(frame.rows.indices.contains(frame.cursor.row) && frame.cursor.column < size.columns)
        }
    }
}
