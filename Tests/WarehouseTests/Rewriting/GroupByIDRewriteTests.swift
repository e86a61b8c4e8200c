import SQLite
import TestSupport
import Testing

@testable import LocalFacts
@testable import Warehouse

/// Samples grouped by their id, read one by one.
@Suite struct GroupByIDRewriteTests {
    private struct Statement {
        var generator: SeededGenerator

        private mutating func pick(_ elements: [String]) -> String {
            elements[Int.random(in: 0..<elements.count, using: &generator)]
        }

        mutating func next() -> String {
            let list = pick(["places", "places", "countries", "continents"])
            let join = pick([
                "left join \(list) p on p.id = s.id", "left join \(list) p using (id)", "join \(list) p on p.id = s.id",
                "left join \(list) p on p.id = s.id and p.place = 'Kenya'", "",
            ])
            let value = pick([
                "count(p.id)", "count(p.id)", "count(*)", "count(p.id) + count(*)", "max(s.cultural)",
                "sum(s.cultural)",
                "count(s.cultural)", "count(distinct p.id)", "group_concat(s.source)",
                "count(*) filter (where s.cultural)",
                "max(s.source) || count(*)", "sum(count(p.id)) over ()", "avg(s.cultural)",
                "min(s.language), count(p.id)",
                "max(s.cultural, 1)", "sum((select count(*) from places q where q.id = s.id))",
            ])
            let keys = pick([
                "s.id", "s.source, s.id", "s.id, s.stage", "s.stage, s.source, s.id", "s.source", "s.id, count(p.id)",
                "1", "2, 1", "k",
            ])
            let filter = pick(["", "", " where s.cultural = 1", " where s.source like 'C%' or s.id < 30"])
            let having = pick([
                "", "", "", " having count(p.id) > 1", " having count(*) = 1 and s.cultural", " having k",
            ])
            let query =
                "select s.id, s.source as f, \(value) as k from samples s \(join)\(filter) group by \(keys)\(having)"
            return pick([
                "select f, avg(k), count(*) from (\(query)) group by f",
                "select k, count(*) as c from (\(query)) group by k",
                "with t as (\(query)) select max(k), sum(k) from t", "\(query) order by k desc, s.id limit 9",
                "\(query) order by count(p.id) desc, 1 limit 9", query, "\(query) order by max(s.id)",
                "select count(*) from (\(query)) where k > 1", "select f, avg(k) from (\(query)) x",
                "select *, count(*) from (\(query))",
                "select t.*, count(*) from (\(query)) t group by f",
                "select f, k from (\(query))",
                "select group_concat(k) from (\(query))", "\(query) order by k limit 9",
                "select max(k), f from (\(query))",
                "with t as (\(query)) select f, k from t limit 3",
                "select f || 'x', sum(k) from (\(query)) group by f || 'x'",
                "select id in (\(query.replacing("select s.id, s.source as f, \(value) as k", with: "select s.id"))) from samples",
            ])
        }
    }

    @Test(arguments: [1, 2, 3]) func statementsAgreeWithThemselvesAsWritten(seed: UInt64) throws {
        let store = try TestCorpus.write(TestCorpus.random(150, seed: seed), to: temporaryPath(), batchRows: 40)
        var statements = Statement(generator: SeededGenerator(seed: seed * 89))
        var rewritten = 0
        for _ in 0..<300 {
            let found = StatementAnswer.expectSame(statements.next(), in: store)
            if found?.contains("group by s.") == false { rewritten += 1 }
        }
        #expect(rewritten > 40)
    }

    @Test(arguments: [
        "select source, avg(k) from (select s.source, s.id, count(p.place) as k from samples s left join places p "
            + "on p.id = s.id group by s.source, s.id) group by source",
        "with t as (select s.id, s.stage, count(p.id) as k from samples s left join places p using (id) group by s.id) "
            + "select stage, k, count(*) from t group by stage, k",
        "select count(*) from (select s.id from samples s left join places p on p.id = s.id group by s.id "
            + "having count(p.id) > 1)",
    ]) func theScanGroups(sql: String) throws {
        let store = try TestCorpus.write(TestCorpus.random(150, seed: 4), to: temporaryPath(), batchRows: 40)
        #expect(StatementAnswer.expectSame(sql, in: store) != nil)
        store.collectScanStatistics(true)
        _ = try store.connection.rows(sql)
        let scans = store.takeScanStatistics()
        #expect(!scans.isEmpty && scans.allSatisfy { $0.isCollapsed }, "\(scans)")
    }
}
