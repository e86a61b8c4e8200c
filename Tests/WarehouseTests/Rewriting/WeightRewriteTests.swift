import SQLite
import TestSupport
import Testing

@testable import LocalFacts
@testable import Warehouse

/// Rows of list relations, grouped and chosen by their weight.
@Suite struct WeightRewriteTests {
    private struct Statement {
        var generator: SeededGenerator

        private mutating func pick(_ elements: [String]) -> String {
            elements[Int.random(in: 0..<elements.count, using: &generator)]
        }

        mutating func next() -> String {
            let key = pick([
                "w", "p.w", "cast(round(1.0 / w) as integer)", "w < 1", "w, stage", "w as weight", "source, 1 / w",
                "stage as w",
                "w as w", "place, w", "w * 2",
            ])
            let value = pick([
                "count(*)", "sum(w)", "sum(w), count(*)", "avg(cultural)", "sum(w * cultural)", "count(distinct place)",
                "cast(round(sum(w)) as integer)", "sum(w) / w", "count(*) filter (where w < 1)", "max(w)", "total(w)",
                "sum(case when w < 1 then 1 else 0 end)", "count(*) as n", "avg(w)", "sum(n)", "min(place)",
            ])
            let filter = pick([
                "", "", " where w = 1", " where w < 0.6 and cultural = 1", " where stage = 'sft' or w > 0.4",
                " where p.w in (1, 0.5)", " where id in (select id from places where w < 1)",
                " where 1 / w between 2 and 3",
            ])
            let list = pick(["places p", "countries p", "continents p", "languages p", "samples p"])
            let having = pick(["", "", " having sum(w) > 2", " having w < 1", " having count(*) > 3"])
            let order = pick([
                "", " order by 1, 2", " order by w, 1, 2", " order by w desc, 2, 1", " order by sum(w), 1, 2",
            ])
            let plain = key.replacing(" as weight", with: "").replacing(" as w", with: "")
            return pick([
                "select \(key), \(value) from \(list)\(filter) group by \(plain)\(having)\(order)",
                "select \(key), \(value) from \(list)\(filter) group by 1\(having)\(order)",
                "select \(value) from \(list)\(filter)", "select distinct \(key) from \(list)\(filter) order by 1",
                "select w, id from \(list)\(filter) order by w, id limit 9",
                "with c as (select w, stage from \(list)\(filter)) select w, count(*) as n from c group by w order by w",
                "select p.w, m.label, count(*) from \(list) join meaning m on m.name = p.source\(filter) group by 1, 2",
            ])
        }
    }

    @Test(arguments: [1, 2, 3]) func statementsAgreeWithThemselvesAsWritten(seed: UInt64) throws {
        let store = try TestCorpus.write(TestCorpus.random(150, seed: seed), to: temporaryPath(), batchRows: 40)
        try store.connection.execute(
            "create table meaning (name text, label text); insert into meaning values ('Crawl', 'web'), ('Prefs', 'web')"
        )
        var statements = Statement(generator: SeededGenerator(seed: seed * 83))
        var rewritten = 0
        for _ in 0..<300 {
            let found = StatementAnswer.expectSame(statements.next(), in: store)
            if found?.contains(RelationColumn.listLengthName) == true { rewritten += 1 }
        }
        #expect(rewritten > 50)
    }

    @Test(arguments: [
        "select w, count(*) as n, sum(w) from places group by w order by w",
        "select p.w from places p group by p.w having sum(p.w) > 0",
        "select 'list' as kind, null as part, source as cluster, +cast(round(1.0 / w) as integer) as value, "
            + "cast(round(sum(w)) as integer) as n from countries where true group by 2, 3, 4",
        "select stage, count(*) from places where w < 1 group by stage",
    ]) func theScanGroups(sql: String) throws {
        let store = try TestCorpus.write(TestCorpus.random(150, seed: 4), to: temporaryPath(), batchRows: 40)
        #expect(StatementAnswer.expectSame(sql, in: store)?.contains(RelationColumn.listLengthName) == true)
        store.collectScanStatistics(true)
        _ = try store.connection.rows(sql)
        let scans = store.takeScanStatistics()
        #expect(!scans.isEmpty && scans.allSatisfy { $0.isCollapsed })
    }

    /// Users cannot see the column that replaces it.
    @Test func theNumberIsConcealed() throws {
        let store = try TestCorpus.write(TestCorpus.random(20, seed: 4), to: temporaryPath())
        let places = try #require(store.relations.first { $0.name == "places" })
        #expect(!places.columns.contains { $0.name == RelationColumn.listLengthName })
        let names = try store.connection.prepare("select * from places").columnNames
        #expect(!names.contains(RelationColumn.listLengthName))
    }
}
