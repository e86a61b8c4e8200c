import SQLite
import TestSupport
import Testing

@testable import LocalFacts
@testable import Warehouse

/// Samples joined with numbers of rows by id.
@Suite struct CountedJoinRewriteTests {
    private struct Statement {
        var generator: SeededGenerator

        private mutating func pick(_ elements: [String]) -> String {
            elements[Int.random(in: 0..<elements.count, using: &generator)]
        }

        private mutating func numbers() -> String {
            let list = pick(["places", "places", "countries", "places p"])
            let items = pick([
                "id, count(*) as k", "id, count(*) k, count(distinct continent) as c", "sum(n) as k, id",
                "id, count(country) as k", "id, count(distinct country) as k", "id as id, count(*) as K, 1 as c",
                "id as i, count(*) as k", "id, max(continent) as k", "id, count(distinct iso2) as k, count(*) as c",
                "id, count(*) as stage", "id, stage, count(*) as k",
            ])
            let filter = pick([
                "", "", " where continent = 'Africa'", " where country is not null and cultural = 1",
                " where source like 'C%' or continent is null", " where place in ('Kenya', 'India')",
            ])
            return "select \(items) from \(list)\(filter) group by \(pick(["id", "id", "1", "id, stage", "stage"]))"
        }

        mutating func next() -> String {
            let numbers = numbers()
            let isStep = Int.random(in: 0..<3, using: &generator) == 0
            let table = isStep ? "x" : "(\(numbers)) x"
            let join = pick(["join", "join", "left join", "inner join", "cross join"])
            let on = pick(["on x.id = s.id", "on s.id = x.id", "using (id)", "on x.id = s.id and s.cultural = 1"])
            let from =
                Int.random(in: 0..<5, using: &generator) == 0
                ? "from \(table) \(join) samples s \(on)" : "from samples s \(join) \(table) \(on)"
            let filter = pick([
                "", "", " where x.k > 1", " where s.cultural = 1", " where s.cultural = 1 or k = 2",
                " where x.k is null",
                " where x.id > 9", " where s.id in (select id from countries) and x.k <> 3", " where not k > 1",
            ])
            let value = pick([
                "count(*)", "avg(x.k)", "max(k), min(x.k)", "sum(k * s.cultural)", "count(x.k)", "count(x.id)",
                "count(distinct x.k)", "avg(coalesce(x.k, 0))", "sum(case when x.k > 1 then 1 else 0 end)",
                "count(*) filter (where x.k > 1)", "avg(x.c), avg(x.k)", "x.k", "count(*) as k", "avg(k) as stage",
                "(select max(k))", "count(s.id), count(id)",
            ])
            let key = pick(["s.stage", "x.k", "s.source, k", "coalesce(x.k, 0)", "stage", "x.k > 1", "k as kind"])
            let order = pick(["", " order by 1, 2", " order by k, 1, 2", " order by avg(x.k), 1, 2"])
            let plain = key.replacing(" as kind", with: "")
            let query = pick([
                "select \(key), \(value) \(from)\(filter) group by \(plain)\(order)",
                "select \(key), \(value) \(from)\(filter) group by \(plain)\(order)",
                "select \(value) \(from)\(filter)", "select s.id, x.k \(from)\(filter) order by s.id limit 9",
                "select * \(from)\(filter) order by 1 limit 9", "select distinct \(key) \(from)\(filter) order by 1",
                "select x.k, s.stage \(from)\(filter) order by s.id",
                "select \(key), \(value) \(from)\(filter) group by \(plain) having count(*) > 2 order by 1, 2 limit 3",
            ])
            return isStep ? "with x as (\(numbers)) \(query)" : query
        }
    }

    @Test(arguments: [1, 2, 3]) func statementsAgreeWithThemselvesAsWritten(seed: UInt64) throws {
        let store = try TestCorpus.write(TestCorpus.random(150, seed: seed), to: temporaryPath(), batchRows: 40)
        var statements = Statement(generator: SeededGenerator(seed: seed * 89))
        var rewritten = 0
        for _ in 0..<400 {
            let found = StatementAnswer.expectSame(statements.next(), in: store)
            if found?.contains(RelationColumn.queriesName) == true { rewritten += 1 }
        }
        #expect(rewritten > 50)
    }

    @Test(arguments: [
        "select s.domain, avg(x.k), max(x.k) from samples s join (select id, sum(n) as k from countries "
            + "where country is not null group by id) x using (id) where s.language <> 'eng' group by s.domain",
        "select s.stage, coalesce(k.k, 0) as places, count(*) as n from samples s "
            + "left join (select id, count(*) as k from places group by id) k on k.id = s.id group by 1, 2 order by 1, 2",
        "with x as (select id, count(distinct continent) as c, count(*) as k from places group by id) "
            + "select s.source, x.c, avg(x.k) from x join samples s on s.id = x.id group by 1, 2",
        "select case when k = 1 then 'one' else 'many' end as kind, stage, count(*) from (select id, stage, "
            + "count(distinct continent) as k from places where continent is not null group by id, stage) group by 1, 2",
    ]) func noRowsAreJoined(sql: String) throws {
        let store = try TestCorpus.write(TestCorpus.random(150, seed: 4), to: temporaryPath(), batchRows: 40)
        #expect(StatementAnswer.expectSame(sql, in: store)?.contains("join") == false)
        store.collectScanStatistics(true)
        _ = try store.connection.rows(sql)
        let scans = store.takeScanStatistics()
        #expect(!scans.isEmpty && scans.allSatisfy(\.isCollapsed))
    }
}
