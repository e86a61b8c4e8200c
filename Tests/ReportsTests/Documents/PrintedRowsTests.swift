import SQLite
import TestSupport
import Testing
import Warehouse

@testable import Reports

/// Tables that are longer than a page.
@Suite struct PrintedRowsTests {
    /// - Parameter isKnown: whether a row of a group has its rank; else it is null.
    private func printed(
        _ rows: String, groups: Int, each: Int, isKnown: (_ group: Int, _ rank: Int) -> Bool = { _, _ in true }
    ) throws -> (cells: [String], omission: String?) {
        let result = try ReportResult.made(
            header: """
                -- title: T
                -- question: Q
                -- grain: one row
                -- column: part: a name
                -- column: rank: another
                -- rows: \(rows)
                """,
            rows: (1...groups).flatMap { group in
                (1...each).map { [.text("g\(group)"), isKnown(group, $0) ? .integer(Int64($0)) : .null] }
            })
        let table = PrintedTable(result, columns: nil, corpus: "")
        return (table.table.rows.map { $0.joined(separator: " ") }, table.omission)
    }

    /// Five tables of the sample were several pages long.
    @Test func aLongTableHasTheRowsThatItsReportPrints() throws {
        let first = try printed("2 first each part", groups: 3, each: 30)
        #expect(first.cells == ["g1 1", "g1 2", "g2 1", "g2 2", "g3 1", "g3 2"])
        #expect(first.omission == "6 of 90 rows: the first 2 of each part.")
        let ends = try printed("3 ends", groups: 3, each: 30)
        #expect(ends.cells == ["g1 1", "g1 2", "g3 30"])
        #expect(ends.omission == "3 of 90 rows: the first 2 and the last 1.")
        let spread = try printed("4 spread each part", groups: 2, each: 31)
        #expect(spread.cells == ["g1 1", "g1 11", "g1 21", "g1 31", "g2 1", "g2 11", "g2 21", "g2 31"])
        #expect(spread.omission == "8 of 62 rows: 4 of each part, at equal distances.")
    }

    /// A table that fits a page is printed whole; the limit of all tables holds for what is printed.
    @Test func shortTablesAreWholeAndLongOnesLimited() throws {
        let short = try printed("2 first each part", groups: 4, each: 10)
        #expect(short.cells.count == 40 && short.omission == nil)
        let long = try printed("5 first each part", groups: 60, each: 10)
        #expect(long.cells.count == 200)
        #expect(long.omission == "The first 200 of these: 300 of 600 rows: the first 5 of each part.")
    }

    /// A table of correlations had 60 rows without one.
    @Test func rowsWithoutTheirNumberAreNotPrinted() throws {
        let few = try printed("4 first with rank", groups: 3, each: 30) { $1 % 15 == 0 }
        #expect(few.cells == ["g1 15", "g1 30", "g2 15", "g2 30"])
        #expect(few.omission == "4 of 90 rows: the first 4 with known rank.")
        let all = try printed("40 first each part with rank", groups: 3, each: 30) { $1 % 15 == 0 }
        #expect(all.cells == ["g1 15", "g1 30", "g2 15", "g2 30", "g3 15", "g3 30"])
        #expect(all.omission == "6 of 90 rows: those with known rank.")
        let none = try printed("40 first with rank", groups: 3, each: 30) { _, _ in false }
        #expect(none.cells.isEmpty && none.omission == "0 of 90 rows: those with known rank.")
    }

    @Test(arguments: ["first", "0 first", "3 middle", "3 first each nothing", "3 first each", "3 first with nothing"])
    func malformedFieldsAreRefused(rows: String) {
        #expect(throws: ReportFileError.self) { try printed(rows, groups: 1, each: 1) }
    }
}
