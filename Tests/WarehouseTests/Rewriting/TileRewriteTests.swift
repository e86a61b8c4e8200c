import SQLite
import TestSupport
import Testing

@testable import LocalFacts
@testable import Warehouse

/// Counts of the rows of tiles.
@Suite struct TileRewriteTests {
    /// Makes statements over tiles.
    private struct Statement {
        var generator: SeededGenerator

        private mutating func pick(_ elements: [String]) -> String {
            elements[Int.random(in: 0..<elements.count, using: &generator)]
        }

        mutating func next() -> String {
            let order = pick([
                "length(text)", "length(samples.text) desc", "cultural, length(text)", "tokens desc", "score",
                "length(text) desc nulls first", "source", "language, tokens", "octet_length(text)", "id", "text",
            ])
            let partition = pick([
                "", "", "partition by source ", "partition by stage, domain ", "partition by id % 2 ",
            ])
            let item = pick([
                "length(text) as l", "length(samples.text) l", "source, length(text) as l", "tokens as l",
                "source as l",
                "cultural as l", "score as l", "length(text) as l, source", "octet_length(text) as l", "stage as l",
            ])
            let condition = pick(["", "", " where cultural = 1", " where length(text) > 4", " where source like 'C%'"])
            let function = pick(["ntile(4)", "ntile(10)", "ntile(1)", "ntile(200)", "rank()"])
            let query =
                "select \(item), \(function) over (\(partition)order by \(order)) as q from samples\(condition)"
            let aggregate = pick([
                "count(*)", "min(l), max(l)", "count(l)", "avg(l)", "sum(l)", "avg(l) * 2 + count(*)",
                "count(distinct l)",
                "max(l) - min(l), count()", "sum(l + 1)", "group_concat(l)", "total(l)", "l",
            ])
            let other = pick(["", " where q = 1", " where q < 3 and l is not null"])
            let group = pick([
                " group by q", " group by 1", " group by q having count(*) > 20", "", " group by q order by q desc",
            ])
            let key = group.isEmpty ? "" : "q, "
            return pick([
                "select \(key)\(aggregate) from (\(query))\(other)\(group)",
                "with t as (\(query)) select \(key)\(aggregate) from t\(other)\(group)",
                "select \(key)\(aggregate) from (\(query)) t\(other.replacing("q", with: "t.q"))\(group)",
            ])
        }
    }

    @Test(arguments: [1, 2]) func statementsAgreeWithThemselvesAsWritten(seed: UInt64) throws {
        let store = try TestCorpus.write(TestCorpus.random(150, seed: seed), to: temporaryPath(), batchRows: 40)
        var statements = Statement(generator: SeededGenerator(seed: seed * 71))
        var rewritten = 0
        for _ in 0..<400 {
            let found = StatementAnswer.expectSame(statements.next(), in: store)
            if found?.contains(TiledQuery.rowCount) == true { rewritten += 1 }
        }
        #expect(rewritten > 10)
    }

    @Test func fewRowsReachSQLite() throws {
        let store = try TestCorpus.write(TestCorpus.random(900, seed: 4), to: temporaryPath(), batchRows: 300)
        store.collectScanStatistics(true)
        let sql = """
            select source, q, min(l), max(l), count(*)
            from (
                select source, length(text) as l, ntile(4) over (partition by source order by length(text)) as q from samples
            )
            group by source, q
            """
        #expect(try store.connection.rows(sql).count > 4)
        let scan = try #require(store.takeScanStatistics().first)
        #expect(scan.isCollapsed && scan.resultCount < 300, "\(scan)")
    }
}
