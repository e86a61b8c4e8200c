import SQLite
import Tabular
import TestSupport
import Testing
import Warehouse

@testable import Prompt

@Suite struct TableLayoutTests {
    private func lines(_ columns: [String], _ rows: [[SQLValue]], width: Int?, widths: [Int] = []) -> [String] {
        let headings = columns.map(CellText.init(heading:))
        let cells = rows.map { $0.map { CellText($0) } }
        let layout = TableLayout(headings: headings, rows: cells, widths: widths, available: width)
        let text = TableText(layout: layout, usesColour: false)
        return text.head(headings) + cells.map(text.line)
    }

    @Test func whatFitsIsWhole() {
        #expect(
            lines(["stage", "n"], [["sft", 560], ["pretraining", 1_234_567], [nil, 2024]], width: 40) == [
                "stage                n", "───────────  ─────────", "sft                560", "pretraining  1,234,567",
                "NULL              2024",
            ])
    }

    @Test func textsAreCutAndNumbersAreNot() {
        #expect(
            lines(["text", "number"], [["a rather long text of a sample", 123_456_789]], width: 24) == [
                "text              number", "───────────  ───────────", "a rather l…  123,456,789",
            ])
    }

    @Test func theNarrowKeepWhatTheyNeed() {
        let found = lines(["a", "b"], [["short", "a very long text that goes on and on"]], width: 24)
        #expect(found.last == "short  a very long text…")
    }

    @Test func columnsInTheMiddleGiveWay() {
        let columns = (1...9).map { "column\($0)" }
        let headings = columns.map(CellText.init(heading:))
        let rows = [columns.map { _ in CellText("some text that is long") }]
        let layout = TableLayout(headings: headings, rows: rows, available: 50)
        #expect(layout.columns.first?.index == 0 && layout.columns.last?.index == 8)
        #expect(layout.columns.count < 9 && layout.gapAfter == layout.columns.count - 2)
        #expect(TableText(layout: layout, usesColour: false).line(rows[0]).contains("…  …") || layout.gapAfter != nil)
    }

    @Test func givenWidths() {
        #expect(lines(["a", "b"], [["abcdef", "uvwxyz"]], width: 80, widths: [3]).last == "ab…  uvwxyz")
        #expect(lines(["a", "b"], [["abcdef", "uvwxyz"]], width: 80, widths: [0, 3]).last == "abcdef  uv…")
    }

    /// No line is wider than the terminal, and columns align, whatever the text.
    @Test func anyTableOnAnyTerminal() {
        var generator = SeededGenerator(seed: 7)
        let texts = [
            "日本語の本", "नमस्ते दुनिया", "مرحبا بالعالم", "👩‍👩‍👧 family", "plain", "", "e\u{301}te\u{301}", "a\nb\t\u{1B}[31m",
        ]
        for _ in 0..<500 {
            let columns = (0..<Int.random(in: 1...12, using: &generator)).map { "c\($0)" }
            let rows = (0..<3).map { _ in
                columns.map { _ -> SQLValue in
                    switch Int.random(in: 0...3, using: &generator) {
                    case 0: .null
                    case 1: .integer(.random(in: -1_000_000...1_000_000, using: &generator))
                    default: .text(texts.randomElement(using: &generator) ?? "")
                    }
                }
            }
            let width = Int.random(in: 10...120, using: &generator)
            let found = lines(columns, rows, width: width)
            #expect(found.count == 5)
            for line in found { #expect(line.displayWidth <= width, "\(width): \(line)") }
        }
    }

    @Test func nullsAreUnmistakable() {
        #expect(CellText(.null).text == "NULL" && CellText(.null).kind == .null)
        #expect(CellText("NULL").text == "'NULL'")
        #expect(CellText("∅", null: "∅").text == "'∅'")
    }

    @Test func thousands() {
        #expect(CellText(2024).text == "2024")
        #expect(CellText(12_345).text == "12,345")
        #expect(CellText(-12_345).text == "-12,345")
        #expect(CellText(.integer(.min)).text == "-9,223,372,036,854,775,808")
        #expect(CellText(12_345, groups: false).text == "12345")
        #expect(CellText(0.1).text == "0.1")
    }

    @Test(arguments: [
        (0.41098196428571425, "0.410982"), (0.5, "0.5"), (1.0, "1.0"), (0.1 + 0.2, "0.3"),
        (0.001234567891, "0.00123457"),
        (2_301_499.533, "2301499.5"), (123_456.0, "123456.0"), (-0.6999999999999, "-0.7"), (1e300, "1e+300"),
        (1.2345678901e-20, "1.23457e-20"), (0, "0.0"), (1_234.999999999, "1235.0"), (.infinity, "inf"),
    ])
    func realsAreRounded(_ number: Double, _ text: String) {
        #expect(CellText(.real(number), digits: 6).text == text)
        #expect(CellText(.real(number)).text == SQLValue.real(number).plainText)
    }

    @Test func footers() {
        #expect(ResultFooter(shownRows: 1, rows: 1, shownColumns: 2, columns: 2).text == "1 row")
        #expect(ResultFooter(shownRows: 0, rows: 0, shownColumns: 2, columns: 2).text == "0 rows")
        #expect(
            ResultFooter(shownRows: 40, rows: 5312, shownColumns: 6, columns: 9).text
                == "40 of 5,312 rows, 6 of 9 columns (.mode line shows all)")
        #expect(
            ResultFooter(shownRows: 40, rows: 90_000, isOpen: true, shownColumns: 2, columns: 2).text
                == "40 of more than 90,000 rows")
    }

    @Test func cutting() {
        #expect("abcdef".cut(toWidth: 4) == "abc…")
        #expect("abcd".cut(toWidth: 4) == "abcd")
        #expect("日本語".cut(toWidth: 4) == "日…")
        #expect("日本語".cut(toWidth: 5) == "日本…")
        #expect("e\u{301}tude".cut(toWidth: 3) == "e\u{301}t…")
        #expect("abc".cut(toWidth: 0) == "")
    }
}
