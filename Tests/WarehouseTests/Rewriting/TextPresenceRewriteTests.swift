import SQLite
import TestSupport
import Testing

@testable import Warehouse

/// Conditions that ask whether there is a text, answered by its length.
@Suite struct TextPresenceRewriteTests {
    private static func statement(_ generator: inout SeededGenerator) -> String {
        func pick(_ elements: [String]) -> String { elements[Int.random(in: 0..<elements.count, using: &generator)] }
        let text = pick(["text", "note", "samples.text", "\"note\"", "TEXT"])
        let test = pick([
            "is null", "is not null", "isnull", "notnull", "not null", "= ''", "<> ''", "!= ''", "== ''", "is null = 1",
            "= '' or source = 'Crawl'", "is not null and note like '%a%'", "<> '' || 'x'", "= '' collate nocase",
            "is not null + 1", "= 'a'", "is not source",
        ])
        let present = pick(["\(text) \(test)", "not \(text) \(test)", "(\(text) \(test))", "'x' || \(text) \(test)"])
        let key = pick(["source", "stage, domain", present])
        let value = pick([
            "count(*)", "count(\(text))", "sum(\(present))", "avg(\(present))", "count(*) filter (where \(present))",
            "max(\(present)), count(*)", "sum(case when \(present) then 1 else 0 end)", "sum(iif(\(present), 1, 0))",
            "sum(case \(text) when '' then 1 end)",
        ])
        let filter = pick(["", " where \(present)", " where \(present) and length(text) > 3"])
        return pick([
            "select \(key), \(value) from samples\(filter) group by \(key)", "select \(value) from samples\(filter)",
            "select id, \(present) from samples\(filter) order by \(present), id limit 9",
            "select distinct \(present) from samples\(filter)",
            "with c as (select * from samples\(filter)) select source, \(value) from c samples group by source",
            "select source, \(value) from samples\(filter) group by source having max(\(present)) = 1",
            "select count(*) from samples s join samples using (id)\(filter)",
        ])
    }

    @Test(arguments: [1, 2, 3]) func statementsAgreeWithThemselvesAsWritten(seed: UInt64) throws {
        let store = try TextCorpus(loads: [70, 1, 90], seed: seed).store
        try store.setStages(TestCorpus.stages)
        var generator = SeededGenerator(seed: seed * 57)
        var rewritten = 0
        for _ in 0..<200 {
            let found = StatementAnswer.expectSame(Self.statement(&generator), in: store)
            if found?.contains("length(") == true { rewritten += 1 }
        }
        #expect(rewritten > 60)
    }

    @Test(arguments: [
        "select count(*) from samples where text is null",
        "select count(*) from samples where text is null or language = 'eng'",
        "select source, count(text) from samples group by source",
        "select source, avg(text is not null) from samples s where s.note <> '' group by source",
    ]) func noTextIsRead(sql: String) throws {
        let store = try TextCorpus(loads: [70, 1, 90], seed: 6).store
        store.collectScanStatistics(true)
        _ = try store.connection.rows(sql)
        let scan = try #require(store.takeScanStatistics().first)
        #expect(scan.isCollapsed && scan.columns.allSatisfy { $0.contains("length") || !$0.contains("text") })
    }

    /// A text of one NUL has no characters for SQLite's `length`, and is not empty.
    @Test func aTextOfNULIsNotEmpty() throws {
        let store = try TextCorpus(loads: [400], seed: 6).store
        func count(_ condition: String) throws -> [[SQLValue]] {
            try store.connection.rows("select count(*) from samples where \(condition)")
        }
        #expect(try count("hex(text) = '00'") != [[.integer(0)]])
        #expect(try count("text <> ''") == count("hex(text) <> ''"))
    }
}
