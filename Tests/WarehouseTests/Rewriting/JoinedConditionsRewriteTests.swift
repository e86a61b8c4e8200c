import SQLite
import TestSupport
import Testing

@testable import LocalFacts
@testable import Warehouse

/// Joins by id with relations that only conditions name.
@Suite struct JoinedConditionsRewriteTests {
    private struct Statement {
        var generator: SeededGenerator

        private mutating func pick(_ elements: [String]) -> String {
            elements[Int.random(in: 0..<elements.count, using: &generator)]
        }

        private mutating func condition(of name: String) -> String {
            let column = pick(["\(name).source", "\(name).stage", "\(name).cultural", "\(name).language"])
            return pick([
                "\(column) is not null", "\(name).source = 'Crawl'", "\(name).stage <> 'sft'", "\(name).cultural = 1",
                "(\(name).source like 'C%' or \(name).cultural = 0)", "not \(name).cultural", "\(column) > 'e'",
                "\(name).id % 2 = 0", "\(name).id between 10 and 90", "length(\(column)) > 3",
                "\(name).text like '%a%'",
            ])
        }

        private mutating func elementCondition(of name: String) -> String {
            pick([
                "\(name).continent = 'Africa'", "\(name).country in ('Kenya', 'India', 'Japan')",
                "\(name).continent is null", "\(name).country <> 'India'", condition(of: name), condition(of: name),
                "\(name).continent between 'A' and 'B'", "\(name).country = 'Kenya' and \(name).cultural = 1",
            ])
        }

        mutating func next() -> String {
            let list = pick(["places", "countries"])
            let from = pick([
                "\(list) a join places b using (id)", "\(list) a join places b on a.id = b.id",
                "\(list) a inner join \(list) b on b.id = a.id and \(elementCondition(of: "a"))",
                "\(list) a, countries b", "samples a join samples b using (id)",
                "samples s join \(list) a on a.id = s.id join places b on b.id = s.id",
                "samples s join \(list) a using (id) join countries b using (id)",
                "\(list) a join samples s on s.id = a.id join places b on b.id = a.id",
            ])
            let isOfSamples = from.hasPrefix("samples a")
            var conditions = isOfSamples ? [condition(of: "a"), condition(of: "b")] : [elementCondition(of: "a")]
            if !isOfSamples, Bool.random(using: &generator) { conditions.append(elementCondition(of: "b")) }
            if from.contains("samples s"), Bool.random(using: &generator) { conditions.append(condition(of: "s")) }
            if from.contains(",") { conditions.append("a.id = b.id") }
            if Int.random(in: 0..<8, using: &generator) == 0 { conditions.append("a.source = b.source") }
            let filter = " where \(conditions.joined(separator: " and "))"
            let columns =
                isOfSamples ? ["b.source", "b.cultural", "b.stage"] : ["b.country", "b.continent", "b.source"]
            let key = pick(columns + ["substr(b.source, 1, 1)", "a.source", "b.id % 3"])
            let aggregate = pick([
                "count(*)", "count(*), min(b.source)", "count(distinct b.id)", "count(distinct b.source)", "max(b.id)",
                "count(*) * 100.0 / count(distinct b.id)", "sum(b.cultural)", "count(a.id)", "count()",
                "count(*) filter (where b.cultural = 1)", "avg(b.cultural), count(*)",
                "group_concat(distinct b.source)",
            ])
            let rows = "from \(from)\(filter)"
            return pick([
                "select \(aggregate) \(rows)", "select \(key), \(aggregate) \(rows) group by \(key)",
                "select \(key) as k, \(aggregate) as n \(rows) group by 1 having count(*) > 1 order by 1",
                "select distinct \(key) \(rows)",
                "select distinct \(key) \(rows) order by 1 limit 3",
                "select \(key), count(*) as c \(rows) group by \(key) order by c desc, 1",
                "with t as (select \(key) as k, count(*) as c \(rows) group by 1) select sum(c), max(k) from t",
                "select b.id \(rows) order by 1 limit 20",
            ])
        }
    }

    @Test(arguments: [1, 2, 3]) func statementsAgreeWithThemselvesAsWritten(seed: UInt64) throws {
        let store = try TestCorpus.write(TestCorpus.random(120, seed: seed), to: temporaryPath(), batchRows: 40)
        var statements = Statement(generator: SeededGenerator(seed: seed * 101))
        var rewritten = 0
        for _ in 0..<250 {
            let found = StatementAnswer.expectSame(statements.next(), in: store)
            if found?.contains(RelationColumn.queriesName) == true { rewritten += 1 }
        }
        #expect(rewritten > 60)
    }

    /// SQLite gets a few combinations instead of the rows of the join.
    @Test(arguments: [
        "select b.place, count(*) from places a join places b using (id) where a.continent = 'Asia' and b.continent <> 'Asia' group by 1",
        "select s.source, count(*) from samples s join places p on p.id = s.id join licences l on l.id = s.id where p.continent = 'Asia' and l.licence is not null group by 1",
        "select count(*) from places a, places b where a.id = b.id and a.place = 'Kenya' and b.place = 'India'",
        "select b.source, count(*) from samples a join samples b using (id) where a.stage = 'sft' and b.cultural = 1 group by 1",
        "select b.stage, count(distinct b.id) from samples a join samples b using (id) where a.stage = 'sft' group by 1",
        "select distinct b.continent from countries a join countries b using (id) where a.country = 'Kenya'",
    ]) func theScanCounts(sql: String) throws {
        let store = try TestCorpus.write(TestCorpus.random(300, seed: 5), to: temporaryPath(), batchRows: 100)
        let found = StatementAnswer.expectSame(sql, in: store)
        #expect(found?.contains(RelationColumn.queriesName) == true, "\(found ?? "")")
        store.collectScanStatistics(true)
        _ = try store.connection.rows(sql)
        let scans = store.takeScanStatistics()
        #expect(scans.count > 1 && scans.allSatisfy { $0.startCount == 1 && $0.isCollapsed }, "\(scans)")
    }

    /// These depend on more than the number of joined rows.
    @Test(arguments: [
        "select b.place, a.place, count(*) from places a join places b using (id) where a.continent = 'Asia' group by 1, 2",
        "select b.place, count(*) from places a join places b using (id) where a.place < b.place group by 1",
        "select b.place, sum(b.cultural) from places a join places b using (id) where a.continent = 'Asia' group by 1",
        "select b.place, count(*) from places a join places b using (id) where a.id > 7 group by 1",
        "select b.place, b.source, count(*) from places a join places b using (id) where a.continent = 'Asia' group by 1",
        "select * from places a join places b using (id) where a.continent = 'Asia'",
        "select count(*) from places a join places b on a.id < b.id where a.continent = 'Asia'",
        "select count(*) from places a, places b join places c using (id) where a.id = c.id and a.continent = 'Asia'",
        "select count(*) from places a cross join places b where a.continent = 'Asia'",
    ]) func theseAreNotChanged(sql: String) throws {
        let store = try TestCorpus.write(TestCorpus.random(40, seed: 6), to: temporaryPath(), batchRows: 20)
        let found = try store.connection.prepare(sql).rewrittenSQL
        // Other rules may change conditions and counts.
        #expect(found.map { $0.contains(" join ") } ?? true, "\(found ?? "")")
        _ = StatementAnswer.expectSame(sql, in: store)
    }
}
