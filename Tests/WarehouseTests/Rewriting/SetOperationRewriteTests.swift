import SQLite
import TestSupport
import Testing

@testable import Warehouse

/// Queries whose equal rows count once, and counts of ids.
@Suite struct SetOperationRewriteTests {
    private static func store() throws -> Store {
        let store = try TestCorpus.write(TestCorpus.random(150, seed: 12), to: temporaryPath(), batchRows: 50)
        try store.connection.execute(
            "create table wanted (name text); insert into wanted values ('eng'), ('xx'), (null)")
        return store
    }

    /// Every compound of three parts, with each operator and kind of part.
    @Test func compoundsAgreeWithThemselvesAsWritten() throws {
        let store = try Self.store()
        let parts = [
            "select source, cultural from samples where stage = 'sft'", "select source, 1 from samples",
            "select all language, cultural from samples", "select distinct stage, 0 from samples",
            "select source, count(*) from samples group by source", "select place, id from places",
        ]
        let operators = ["union", "union all", "intersect", "except"]
        var rewritten = 0
        for first in operators {
            for second in operators {
                for (place, part) in parts.enumerated() {
                    let others = [parts[(place + 1) % parts.count], parts[(place + 2) % parts.count]]
                    let sql = "\(part) \(first) \(others[0]) \(second) \(others[1]) order by 1, 2"
                    if StatementAnswer.expectSame(sql, in: store) != nil { rewritten += 1 }
                }
            }
        }
        #expect(rewritten > 60)
    }

    @Test(arguments: [
        "select language from samples where stage = 'sft' union select language from samples",
        "select place from places where stage = 'sft' except select place from places where stage <> 'sft'",
        "select source, language from samples union all select source, language from samples intersect "
            + "select source, language from samples where cultural = 1",
        "select count(*) from samples where language in (select language from samples where stage = 'sft')",
        "select wanted.name, count(s.id) from wanted left join samples s on s.language = wanted.name group by 1",
        "select source, count(text), count(*) from samples group by source", "select count(samples.text) from samples",
        "select source, count(id), count(samples.id) filter (where cultural = 1) from samples group by source",
        "select source, count(distinct id), count(distinct samples.id) filter (where cultural = 1) from samples group by source",
        "select place, count(p.id) from places p join wanted on p.language = name group by place",
        "select distinct source, (select count(*) from places p where p.source = s.source) from samples s",
        "select continent, count(id) from places group by 1 having count(id) > 1 order by count(id) desc, 1",
    ]) func theScanGroups(sql: String) throws {
        let store = try Self.store()
        #expect(StatementAnswer.expectSame(sql, in: store) != nil)
        store.collectScanStatistics(true)
        _ = try store.connection.rows(sql)
        let scans = store.takeScanStatistics()
        #expect(!scans.isEmpty && scans.allSatisfy(\.isCollapsed), "\(scans)")
    }

    /// Each value is listed once; SQLite leaves their order open.
    @Test func listsOfDistinctValuesAreOfCombinations() throws {
        let store = try Self.store()
        store.collectScanStatistics(true)
        let found = try store.connection.rows(
            "select continent, group_concat(distinct country), count(*) from places group by continent order by 1")
        let scans = store.takeScanStatistics()
        #expect(scans.allSatisfy { $0.isCollapsed })
        store.rewritesStatements = false
        let expected = try store.connection.rows(
            "select continent, group_concat(distinct country), count(*) from places group by continent order by 1")
        func sets(_ rows: [[SQLValue]]) -> [[String]] {
            rows.map { row in
                [row[0].text ?? "", "\(row[2])"] + (row[1].text ?? "").split(separator: ",").map(String.init).sorted()
            }
        }
        #expect(sets(found) == sets(expected) && found.count > 2)
    }

    @Test(arguments: [
        "select source from samples union all select source from samples",
        "select id from samples union select id from samples where cultural = 1",
        "select id from samples where source in (select source from samples limit 2)",
    ]) func theseStayAsWritten(sql: String) throws {
        let store = try Self.store()
        #expect(StatementAnswer.expectSame(sql, in: store) == nil)
    }
}
