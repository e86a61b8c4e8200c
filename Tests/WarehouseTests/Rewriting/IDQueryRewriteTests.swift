import SQLite
import TestSupport
import Testing

@testable import Warehouse

/// Queries of ids, counted by the scan of the query around them.
@Suite struct IDQueryRewriteTests {
    private static func samples(_ count: Int) -> [TestSample] { TestCorpus.random(count, seed: UInt64(count) + 8) }

    /// A store of several row groups, with a table beside it.
    private static func store(_ samples: [TestSample]) throws -> Store {
        let store = try Store.create(at: temporaryPath())
        let ends = [0, samples.count / 2, samples.count / 2 + 1, samples.count].map { min($0, samples.count) }
        try TestCorpus.add(
            zip(ends, ends.dropFirst()).enumerated().map { ("\($0).jsonl", Array(samples[$1.0..<$1.1])) }, to: store)
        try store.setStages(TestCorpus.stages)
        try store.refresh()
        try store.connection.execute(
            """
            create table meaning (name text, label text);
            insert into meaning values ('Crawl', 'web'), ('Prefs', 'people'), ('India', 'web'), (null, 'none');
            """)
        return store
    }

    private static func countsIDs(_ sql: String?) -> Bool { sql?.contains("queries of ids") == true }

    @Test(arguments: [0, 3, 60, 161]) func randomStatementsAgreeWithThemselvesAsWritten(sampleCount: Int) throws {
        let store = try Self.store(Self.samples(sampleCount))
        var statements = IDStatement(seed: UInt64(sampleCount) * 31 + 7)
        var rewritten = 0
        for _ in 0..<180 {
            let sql = statements.next()
            if Self.countsIDs(StatementAnswer.expectSame(sql, in: store)) { rewritten += 1 }
        }
        #expect(rewritten > 90)
    }

    @Test func randomStatementsAgreeWithPlainTables() throws {
        let samples = Self.samples(90)
        let store = try Self.store(samples)
        let plain = try PlainTables(samples, reference: store.connection).connection
        try plain.execute(
            """
            create table meaning (name text, label text);
            insert into meaning values ('Crawl', 'web'), ('Prefs', 'people'), ('India', 'web'), (null, 'none');
            """)
        var statements = IDStatement(seed: 4)
        for _ in 0..<150 {
            let sql = statements.next()
            guard let expected = try? plain.rows(sql) else { continue }
            let difference = Rows.difference(expected, try store.connection.rows(sql))
            #expect(difference == nil, "\(sql)\n\(difference ?? "")")
        }
    }

    /// SQLite gets a few combinations instead of the rows of samples.
    @Test(arguments: [
        "select count(*) from samples s where exists (select 1 from places p where p.id = s.id and p.continent = 'Asia')",
        "select source, count(*) from samples s where cultural = 1 and not exists (select 1 from places p where p.id = s.id) group by 1",
        "select stage, avg(exists (select 1 from places p where p.id = s.id)) from samples s group by stage",
        "select stage, count(*) from samples where id in (select id from places where continent = 'Asia') group by stage",
        "select source, count(*) from samples where cultural = 1 and id not in (select id from places) group by source",
        "select count(*) from samples where id in (select id from places where place = 'Kenya') and id in (select id from places where place = 'India')",
        "select count(*) from samples where id in (select id from places where place = 'Kenya' intersect select id from places where place = 'India')",
        "select sum(case when s.id in (select id from licences) then 1 else 0 end) from samples s",
        "select (select count(*) from places p where p.id = s.id) as k, count(*) from samples s group by k",
        "select count(*) from samples where id in (select id from places group by id having count(*) >= 3)",
        "select place, count(*) from places where id in (select id from samples where language = 'eng') group by place",
        "select count(*) from samples where id in (select id from samples where text like '%harvest%')",
        "select count(*) from samples where id in (select id from places where id not in (select id from licences))",
        "select label, count(*) from samples s join meaning m on m.name = s.source where s.id in (select id from places) group by 1",
        "select stage, avg(has) from (select s.stage, s.id in (select id from places where continent = 'Africa') as has from samples s where s.cultural = 1) group by stage",
        "select stage, avg(k), max(k) from (select stage, (select count(*) from places p where p.id = s.id) as k from samples s) as t group by 1",
        "with t as (select source, exists (select 1 from places p where p.id = s.id) as has, cultural from samples s) select source, sum(has), count(*) from t where cultural = 1 or has group by source having sum(has) > 0",
    ]) func theScanCounts(sql: String) throws {
        let store = try Self.store(Self.samples(161))
        let found = StatementAnswer.expectSame(sql, in: store)
        #expect(Self.countsIDs(found))
        store.collectScanStatistics(true)
        _ = try store.connection.rows(sql)
        let scans = store.takeScanStatistics()
        #expect(scans.count > 1 && scans.allSatisfy { $0.isCollapsed && $0.startCount == 1 }, "\(scans)")
        #expect(scans.contains { $0.columns.contains { $0.hasPrefix("rows of \"") } }, "\(scans)")
        #expect(
            !scans.contains { ($0.columns + $0.comparisons).contains { $0.contains("queries of ids") } }, "\(scans)")
    }

    /// These depend on more than a row of the query of ids, or mean something else.
    @Test(arguments: [
        "select count(*) from samples s where exists (select 1 from places p where p.id = s.id and p.source = s.domain)",
        "select count(*) from samples s where exists (select 1 from places p where p.id = id)",
        "select count(*) from samples s where exists (select count(*) from places p where p.id = s.id)",
        "select count(*) from samples s where exists (select 1 from places p where p.id = s.id limit 0)",
        "select count(*) from samples where id in (select id from places limit 3)",
        "select count(*) from samples where id in (select id from places where place = ?)",
        "select count(*) from samples where id in (select id from places where random() > 0)",
        "select count(*) from samples where id in (select id from places where id % 2 = 0)",
        "select count(*) from samples where id in (select id from places where json_extract(place, '$') is null)",
        "select count(*) from samples where 1 + id in (select id from places)",
        "select count(*) from samples where tokens between 1 and id in (select id from places)",
        "select count(*) from samples where id in (select tokens from places)",
        "select count(*) from samples where tokens in (select id from places)",
        "select id from samples s where exists (select 1 from places p where p.id = s.id) limit 2",
    ]) func theseAreNotCounted(sql: String) throws {
        let store = try Self.store(Self.samples(60))
        let found = try store.connection.prepare(sql).rewrittenSQL
        #expect(!Self.countsIDs(found), "\(found ?? "")")
        if !sql.contains("random") { _ = StatementAnswer.expectSame(sql, in: store) }
    }

    /// Parameters reach the scan as values.
    @Test func parametersHaveTheirValues() throws {
        let store = try Self.store(Self.samples(161))
        let sql = """
            select count(*), sum(id in (select id from places where length(place) = $length)) from samples
            where id in (select id from places where place = $place or tokens = $tokens)
            """
        let values: [SQLValue] = [
            .text("India"), .text("a\0b"), .text("it's"), .integer(5), .text("5"), .real(5), .null, .integer(-7),
            .integer(.max), .real(1e300), .blob([0x49]), .text("Côte d’Ivoire"), .text("🇯🇵"),
        ]
        for value in values {
            var answers: [[[SQLValue]]] = []
            for rewrites in [false, true] {
                store.rewritesStatements = rewrites
                let statement = try store.connection.prepare(sql)
                #expect(Self.countsIDs(statement.rewrittenSQL) == rewrites)
                for name in ["$length", "$place", "$tokens"] { try statement.bind(value, to: name) }
                var rows: [[SQLValue]] = []
                while try statement.step() { rows.append(statement.row()) }
                answers.append(rows)
            }
            #expect(answers[0] == answers[1], "\(value)")
        }
    }

    /// A column without its query would have no values: such a plan is refused.
    @Test func aCountedQueryMustBePassed() throws {
        let store = try Self.store(Self.samples(3))
        #expect(throws: SQLError.self) {
            try store.connection.rows("select \"number by id 1\", \"count(*)\" from samples")
        }
        #expect(throws: SQLError.self) {
            try store.connection.rows(
                "select \"number by id 1\" from samples where \"queries of ids\" = 'nonsense'")
        }
    }
}
