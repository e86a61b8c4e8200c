import SQLite
import TestSupport
import Testing
import Warehouse

@testable import Reports

/// Tables that are longer than a page.
@Suite struct PrintedRowsTests {
    private func printed(_ rows: String, groups: Int, each: Int) throws -> (cells: [String], omission: String?) {
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
                (1...each).map { [.text("g\(group)"), .integer(Int64($0))] }
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

    @Test(arguments: ["first", "0 first", "3 middle", "3 first each nothing", "3 first each"])
    func malformedFieldsAreRefused(rows: String) {
        #expect(throws: ReportFileError.self) { try printed(rows, groups: 1, each: 1) }
    }
}
