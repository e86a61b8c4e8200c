import SQLite
import TestSupport
import Testing

@testable import LocalFacts
@testable import Warehouse

/// Samples left joined with a list by id.
@Suite struct LeftJoinRewriteTests {
    private struct Statement {
        var generator: SeededGenerator

        private mutating func pick(_ elements: [String]) -> String {
            elements[Int.random(in: 0..<elements.count, using: &generator)]
        }

        mutating func next() -> String {
            let list = pick(["places", "places", "countries"])
            let join = pick([
                "on p.id = s.id", "on s.id = p.id", "using (id)", "on p.id = s.id and p.country = 'Kenya'",
                "on p.id = s.id and (p.continent = 'Africa' or p.country is null)", "on p.id = s.id and s.cultural = 1",
                "on p.id = s.id and p.id > 20",
            ])
            let filter = pick([
                "", "", " where p.id is null", " where p.id is not null", " where s.cultural = 1 and p.id is null",
                " where p.id is null or s.source is null", " where s.source like 'C%'", " where p.country is null",
                " where not p.id is null",
            ])
            let aggregate = pick([
                "count(*)", "count(p.id)", "count(p.country)", "count(*), count(p.country)", "avg(s.cultural)",
                "min(s.id)",
                "sum(s.cultural)", "max(length(s.text))", "count(distinct p.country)", "count()", "count(s.domain)",
                "count(p.country) * 1.0 / count(*)", "max(s.source), count(*)", "count(*) filter (where p.id is null)",
                "avg(p.id is null)", "group_concat(s.stage), count(p.id)", "count(p.id), json_group_array(s.cultural)",
                "median(s.id), count(p.id)", "coalesce(s.stage, '-'), cast(count(p.id) as text)",
            ])
            let key = pick(["s.stage", "s.source", "p.id is null", "p.country", "s.cultural", "s.source, s.stage"])
            var from = "from samples s left join \(list) p \(join)\(filter)"
            if Int.random(in: 0..<3, using: &generator) == 0 {
                let rows = pick(["", " where continent = 'Africa'", " where country is null or source = 'Crawl'"])
                let ids = "select \(pick(["distinct id", "id", "\(list).id"])) from \(list)\(rows)"
                let on = pick(["on p.id = s.id", "on s.id = p.id", "using (id)"])
                from = "from samples s left join (\(ids)) p \(on)\(filter)"
            }
            return pick([
                "select \(aggregate) \(from)", "select \(key), \(aggregate) \(from) group by \(key)",
                "select \(key), \(aggregate) \(from) group by \(key) having count(*) > 3 order by count(p.id), 1, 2",
                "select s.id \(from) order by s.id limit 20", "select s.id, p.country \(from) order by 1, 2 limit 30",
                "with t as (select s.stage as k, count(p.id) as c \(from) group by 1) select sum(c), max(k) from t",
            ])
        }
    }

    @Test(arguments: [1, 2]) func statementsAgreeWithThemselvesAsWritten(seed: UInt64) throws {
        let store = try TestCorpus.write(TestCorpus.random(150, seed: seed), to: temporaryPath(), batchRows: 40)
        var statements = Statement(generator: SeededGenerator(seed: seed * 97))
        var rewritten = 0
        for _ in 0..<250 {
            let found = StatementAnswer.expectSame(statements.next(), in: store)
            if found?.contains(RelationColumn.queriesName) == true { rewritten += 1 }
        }
        #expect(rewritten > 30)
    }

    @Test(arguments: [
        "select s.stage, count(p.place), count(*) from samples s left join places p on p.id = s.id group by 1",
        "select source, avg(s.cultural) from (select * from samples) s left join places p on p.id = s.id group by 1",
        "select count(*) from samples s left join places p on p.id = s.id where p.id is null and s.cultural = 1",
        """
        select s.stage, count(*)
        from samples s left join (select distinct id from places where continent = 'Asia') a on a.id = s.id
        where a.id is null group by s.stage
        """,
        """
        with asian as (select distinct id from places where continent = 'Asia')
        select s.stage, count(*), count(a.id) from samples s left join asian a on a.id = s.id group by s.stage
        """,
    ]) func noRowsAreJoined(sql: String) throws {
        let store = try TestCorpus.write(TestCorpus.random(150, seed: 4), to: temporaryPath(), batchRows: 40)
        let found = StatementAnswer.expectSame(sql, in: store)
        if sql.contains("avg") { return }
        #expect(found?.contains(" left ") == false)
        store.collectScanStatistics(true)
        _ = try store.connection.rows(sql)
        #expect(store.takeScanStatistics().allSatisfy(\.isCollapsed) == true)
    }

    /// A name that both tables have is refused, as it is as written.
    @Test func anAmbiguousNameIsRefused() throws {
        let store = try TestCorpus.write(TestCorpus.random(20, seed: 4), to: temporaryPath())
        #expect(throws: SQLError.self) {
            try store.connection.rows(
                "select stage, count(p.id) from samples s left join places p on p.id = s.id group by 1")
        }
    }
}
