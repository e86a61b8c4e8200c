import SQLite
import Testing
import Warehouse

@testable import Prompt

@Suite struct CandidateListTests {
    private func list(_ labels: [String], columns: Int, rows: Int = 10) -> [String] {
        CandidateList(labels.map { .init($0, kind: .value) }, columns: columns, rows: rows).lines
    }

    @Test func readDownwards() {
        #expect(list(["a", "b", "c", "d", "e"], columns: 9) == ["a   c   e", "b   d"])
        #expect(list(["a"], columns: 80) == ["a"])
        #expect(list([], columns: 80) == [])
    }

    @Test func theRestIsCounted() {
        let lines = list((1...2000).map { "value\($0)" }, columns: 40, rows: 3)
        #expect(lines.count == 4)
        #expect(lines.last == "… and 1,991 more")
    }

    @Test func wideNamesAlign() {
        #expect(list(["日本", "a", "b", "c"], columns: 12) == ["日本   b", "a      c"])
    }

    @Test func nothingIsWiderThanTheTerminal() {
        for columns in 1...40 {
            for line in list(["short", "a rather long value of a tag", "日本語の値"], columns: columns) {
                #expect(line.displayWidth <= columns, "\(columns): \(line)")
            }
        }
    }
}
