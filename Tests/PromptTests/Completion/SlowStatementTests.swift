import Testing

@testable import LocalFacts
@testable import Prompt

@Suite struct SlowStatementTests {
    private func scan(rows: Int, starts: Int = 1, isCollapsed: Bool = false) -> ScanStatistics {
        ScanStatistics(
            relation: "samples", columns: ["id", "text"], comparisons: [], isCollapsed: isCollapsed, source: .samples,
            rowGroupCount: 1, skippedRowGroupCount: 0, rowCount: rows, resultCount: rows, startCount: starts,
            seconds: 0, engineUses: [])
    }

    @Test func rowsAreNamed() throws {
        let remark = try #require(SlowStatement.remark([scan(rows: 5_600_000)], seconds: 3))
        #expect(remark.contains("stepped through 5,600,000 rows of samples (id, text)"))
    }

    @Test func aRelationThatIsAskedOftenIsNamed() throws {
        let remark = try #require(
            SlowStatement.remark([scan(rows: 500_000), scan(rows: 3, starts: 406_600)], seconds: 3))
        #expect(remark.contains("samples was asked 406,600 times"))
    }

    @Test func aFastStatementAndOneOfCombinationsNeedNoRemark() {
        #expect(SlowStatement.remark([scan(rows: 5_600_000)], seconds: 1) == nil)
        #expect(SlowStatement.remark([scan(rows: 5_600_000, isCollapsed: true)], seconds: 3) == nil)
        #expect(SlowStatement.remark([scan(rows: 500)], seconds: 3) == nil)
        #expect(SlowStatement.remark([], seconds: 3) == nil)
    }
}
