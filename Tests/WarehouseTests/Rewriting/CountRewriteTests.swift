import SQLite
import Testing

@testable import Warehouse

/// Statements that count rows, run over combinations where that is the same.
@Suite struct CountRewriteTests {
    private static func store(_ samples: [TestSample]) throws -> Store {
        let store = try TestCorpus.write(
            samples, to: temporaryPath(), batchRows: 50, cubeLimits: CubeDifferentialTests.everyCube)
        try store.connection.execute(
            """
            create table meaning (name text, label text);
            create view cultural_samples as select stage, source, n, id, text from samples where cultural;
            insert into meaning values ('Crawl', 'web'), ('Prefs', 'people'), ('Culture', 'web'), ('eng', null), (null, 'none');
            """)
        return store
    }

    @Test(arguments: [0, 1, 60, 300]) func randomStatementsAgreeWithThemselvesAsWritten(sampleCount: Int) throws {
        let samples = TestCorpus.random(sampleCount, seed: UInt64(sampleCount) + 31)
        let store = try Self.store(samples)
        store.collectScanStatistics(true)
        var statements = RandomStatement(seed: UInt64(sampleCount) + 5)
        var rewritten = 0
        var collapsed = 0
        for _ in 0..<1_500 {
            let sql = statements.nextAsWritten()
            store.rewritesStatements = false
            let expected = Result { try StatementAnswer(sql, store) }
            store.rewritesStatements = true
            _ = store.takeScanStatistics()
            let found = Result { try StatementAnswer(sql, store) }
            switch (expected, found) {
            case (.success(let expected), .success(let found)):
                #expect(expected.names == found.names, "\(sql)")
                let difference = Rows.difference(expected.rows, found.rows)
                #expect(difference == nil, "\(sql)\n\(found.sql ?? "as written")\n\(difference ?? "")")
                if difference != nil { return }
                if found.sql != nil {
                    rewritten += 1
                    let scans = store.takeScanStatistics()
                    if scans.contains(where: \.isCollapsed) { collapsed += 1 }
                }
            case (.failure(let expected as SQLError), .failure(let found as SQLError)):
                #expect(expected == found, "\(sql)")
            default:
                Issue.record("\(sql)\nas written: \(expected)\nrewritten: \(found)")
                return
            }
        }
        #expect(rewritten > 900)
        // A condition that no row can meet is not scanned.
        #expect(sampleCount == 0 || collapsed > rewritten * 3 / 4, "\(collapsed) of \(rewritten)")
    }

    @Test(arguments: [
        "select count(*) from samples",
        "SELECT stage, COUNT( * ) FROM samples GROUP BY stage",
        "select stage, count(*) as n from samples group by stage order by n desc",
        "select s.stage, count(*) n from samples s group by s.stage order by count(*) desc, 1 limit 3",
        "select \"stage\", [culture], count(*) from `samples` group by 1, 2;",
        "select source, avg(cultural), sum(culture <> 'NoCulture') from samples group by source",
        "select lower(source), count(*) -- comment\n from /* the */ samples group by lower(source)",
        "select distinct stage, source from samples where domain = 'Math' or task = 'QA'",
        "select max(stage), count(distinct source) from samples",
        "select stage, x'61', count(*) from samples group by stage",
        "select label, count(*) from samples left join meaning on meaning.name = samples.source group by label",
        "with a as (select stage, count(*) as c from samples group by stage) select * from a where c > 2",
        "select * from (select source, count(*) from places group by source)",
        "select place, count(*) filter (where cultural) from places where language = $language group by place",
        "select stage, sum(tokens), avg(score), min(tokens) from samples group by stage",
        "select stage, case when count(*) > 10 then 'many' else 'few' end from samples group by stage",
        "select stage, cast(count(*) as real) / (select count(*) from samples) from samples group by stage",
        "select stage, count(*) * 1.0 / (select count(*) from samples where cultural) as share from samples group by 1",
        "explain query plan select stage, count(*) from samples group by stage",
        "select stage, count(*) as c from samples group by stage having c > 3",
        "select source, row_number() over (order by count(*) desc) from samples group by source",
        "select stage, sum(n), avg(tokens), count(*) from samples group by stage",
        "select stage, count(*) from samples where n > 0 group by stage",
        "select stage, count(*), sum(w) from places group by stage",
        "select stage, count(*) as n from samples group by stage having n > 3",
        "select stage, sum(tokens * 2), sum(stage), avg(length(source)) from samples group by stage",
        "select count(*) from samples a, samples b",
        "select count(*) from meaning left join samples on samples.source = meaning.name",
        "with c as (select stage, n from samples where cultural) select stage, sum(n), avg(n) from c group by stage",
        "select stage, sum(n) from (select * from cultural_samples) group by stage",
        "select stage, culture, n from samples order by n desc limit 3",
        "create temp table t as select stage, count(*) as samples from samples group by stage",
        "select stage, wilson_low(sum(n) filter (where cultural), sum(n)) from samples group by stage",
        "select source, rank() over w from samples group by 1 window w as (partition by source order by sum(n))",
        // The expression of a key, written again.
        "select upper(source), count(*) from samples group by upper(source) order by upper(source) desc",
        "select upper(source), count(*) from samples group by 1 having upper(source) <> 'X' order by upper(source) || '.'",
        "select (cultural + 1), sum(n) from samples group by (cultural + 1) order by 2 * (cultural + 1)",
        "select substr(language, 1, 2) || '-', avg(cultural) from samples group by substr(language, 1, 2)",
        "select cultural + 1, count(*) from samples group by cultural + 1 order by cultural + 1 desc",
    ]) func theseAreRewritten(sql: String) throws {
        let store = try Self.store(TestCorpus.random(60, seed: 3))
        let statement = try store.connection.prepare(sql)
        #expect(statement.rewrittenSQL != nil)
        #expect(statement.sql == sql.replacing(/;$/, with: ";"))
    }

    @Test func sharesOfAllAreCountedInBothQueries() throws {
        let store = try Self.store(TestCorpus.random(60, seed: 3))
        let statement = try store.connection.prepare(
            "select stage, count(*) * 1.0 / (select count(*) from samples where cultural) from samples group by stage")
        let sql = try #require(statement.rewrittenSQL)
        #expect(sql.matches(of: /sum\("samples"\."count\(\*\)"\)/).count == 2, "\(sql)")
    }

    @Test(arguments: [
        // Values that depend on a row of the group.
        "select stage, source, count(*) from samples group by stage",
        "select stage, count(*) from samples",
        "select stage, max(tokens) from samples",
        "select *, count(*) from samples group by stage",
        "select id, count(*) from samples group by id",
        "select stage, count(*) from samples group by stage order by source",
        "select max(rowid) from samples",
        // Not the expression of a key.
        "select stage, count(*) from samples group by cultural + 1 order by 2 * cultural + 1, source",
        "select upper(source), count(*) from samples group by upper(source) order by upper(stage)",
        "select cultural + 1, count(*) from samples group by cultural + 1 order by 2 * cultural + 1",
        // Aggregates for which one row that stands for several differs from several rows.
        "select group_concat(stage) from samples", "select group_concat(distinct id) from samples",
        "select stage, count(*), gini(tokens) from samples group by stage",
        "select json_group_array(source) from samples",
        // Rows one by one, and windows over them.
        "select stage, text from samples limit 3",
        "select stage, count(*) over () from samples",
        "select id, row_number() over (order by id + 0) from samples",
        // Joins that are not of the relation with rows of other tables.
        "select count(*) from samples natural join meaning",
        "select count(*) from samples full join meaning on meaning.name = samples.source",
        "select count(*) from main.samples",
        // Not of a relation, or of a name that hides one.
        "select count(*) from meaning",
        "with samples as (select 1 as stage) select stage, count(*) from samples group by stage",
        "with recursive c(x) as (select count(*) from samples union all select x - 1 from c where x > 0) select * from c",
        // Not the same each time.
        "select random() % 2, count(*) from samples group by 1",
        "select count(*) from samples where random() > 0",
        "select distinct random() from samples",
        // Something that is not looked into.
        "select stage, count(*) from samples group by stage having max((select count(samples.source))) > 0",
        "select distinct * from samples",
        "select distinct count(*), stage from samples group by stage, random()",
        "insert into meaning select stage, count(*) from samples group by stage",
        "select stage, count(*) from samples group by 1 /* without an end",
    ]) func theseStayAsWritten(sql: String) throws {
        let store = try Self.store(TestCorpus.random(60, seed: 3))
        if let statement = try? store.connection.prepare(sql) { #expect(statement.rewrittenSQL == nil) }
    }

    @Test func aTableThatHidesARelationIsMeant() throws {
        let store = try Self.store(TestCorpus.random(20, seed: 3))
        try store.connection.execute("create temp table samples (stage text); insert into samples values ('own')")
        #expect(try store.connection.rows("select stage, count(*) from samples group by stage") == [["own", 1]])
    }

    @Test func errorsPointIntoTheStatementAsWritten() throws {
        let store = try Self.store(TestCorpus.random(20, seed: 3))
        let sql = "select stage, count(*), nonsense from samples group by stage"
        let error = #expect(throws: SQLError.self) { try store.connection.prepare(sql) }
        #expect(error?.sql == sql)
        #expect(error?.offset == 24)
    }

    @Test func parametersReachBothForms() throws {
        let store = try Self.store(TestCorpus.random(60, seed: 3))
        let statement = try store.connection.prepare(
            "select count(*) from samples where source = ?1 and culture is not ?")
        #expect(statement.rewrittenSQL != nil)
        var counts: [SQLValue] = []
        for source in ["Crawl", "Prefs"] {
            statement.reset()
            try statement.bind([.text(source), "NoCulture"])
            #expect(try statement.step())
            counts.append(statement.value(at: 0))
        }
        store.rewritesStatements = false
        for (source, count) in zip(["Crawl", "Prefs"], counts) {
            let sql = "select count(*) from samples where source = ?1 and culture is not ?"
            #expect(try store.connection.value(sql, .text(source), "NoCulture") == count)
        }
    }

    /// A sum that a cell cannot hold, and the whole can: the statement as written answers.
    @Test func aSumThatOnlyTheRowsCanHoldIsThatOfTheRows() throws {
        var samples = TestCorpus.random(4, seed: 1)
        for index in samples.indices {
            samples[index].domain = index % 2 == 0 ? "Math" : "Code"
            samples[index].tokens = index % 2 == 0 ? .max : -.max
        }
        let store = try Self.store(samples)
        #expect(try store.connection.value("select sum(tokens) from samples where domain is not null") == 0)
    }
}
