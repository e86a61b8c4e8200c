import Foundation
import SQLite
import TestSupport
import Testing

@testable import Functions
@testable import Warehouse

/// Every statement gives the answer of a table with one row per sample and `1 as n`.
@Suite struct ContractTests {
    private static func stores(_ sampleCount: Int) throws -> (store: Store, plain: Connection) {
        let samples = TestCorpus.random(sampleCount, seed: UInt64(sampleCount) + 91)
        let store = try TestCorpus.write(
            samples, to: temporaryPath(), batchRows: 50, cubeLimits: CubeDifferentialTests.everyCube)
        let plain = try PlainTables(samples, reference: store.connection).connection
        // The same arithmetic, so that only the rows can differ.
        try StatisticFunctions.register(on: plain)
        try SumFunctions.register(on: plain)
        for connection in [store.connection, plain] {
            try connection.execute(
                """
                create table meaning (name text, label text);
                insert into meaning values ('Crawl', 'web'), ('Prefs', 'people'), ('Culture', 'web'), ('eng', null), (null, 'none');
                create view cultural_samples as select stage, domain, language_name, n, id, tokens, text, cultural, source
                from samples where cultural;
                """)
        }
        return (store, plain)
    }

    /// The relations as another program sees them, whose statements are not rewritten.
    private static func host(_ store: Store) throws -> Connection {
        let host = try Connection(path: store.path, access: .readOnly)
        try Store.attach(to: host.handle)
        return host
    }

    @Test(arguments: [0, 1, 40, 120]) func randomStatementsAgreeWithPlainTables(sampleCount: Int) throws {
        let (store, plain) = try Self.stores(sampleCount)
        let host = try Self.host(store)
        var statements = ContractStatement(seed: UInt64(sampleCount) + 17)
        var answered = 0
        var rewritten = 0
        for _ in 0..<(sampleCount == 120 ? 2_000 : 1_000) {
            let sql = statements.next()
            let expected = Result { try plain.rows(sql) }
            for (name, connection) in [("relations", store.connection), ("extension", host)] {
                let found = Result { try connection.rows(sql) }
                switch (expected, found) {
                case (.success(let expected), .success(let found)):
                    answered += 1
                    let difference = Rows.difference(expected, found)
                    let form = try store.connection.prepare(sql).rewrittenSQL
                    if form != nil { rewritten += 1 }
                    #expect(difference == nil, "\(name): \(sql)\n\(form ?? "as written")\n\(difference ?? "")")
                    if difference != nil { return }
                case (.failure(let expected as SQLError), .failure(let found as SQLError)):
                    #expect(expected.code == found.code, "\(sql)\n\(expected)\n\(found)")
                default:
                    Issue.record("\(name): \(sql)\nplain: \(expected)\nrelation: \(found)")
                    return
                }
            }
        }
        // A generator of errors, or of statements that all stay as written, would compare nothing.
        #expect(answered > 1_700)
        #expect(sampleCount == 0 || rewritten > 700)
    }

    /// Regression: a bare `w` was the total of a combination, and `w < 1` a condition on that, which left no row.
    @Test(arguments: [
        "select continent, w from continents where w < 1", "select continent, w as k from continents order by w, 1",
        "select place, mentions from places where mentions > 1", "select w * 2 from countries where country = 'Kenya'",
        "select stage, tokens_sum from samples where tokens_known",
        "select p.place, p.w, s.stage from places p join samples s using (id)",
        "select * from (select continent, w as k from continents where source <> 'Crawl') where k < 1",
    ]) func countsOfRowsAreThoseOfOneRow(sql: String) throws {
        let (store, plain) = try Self.stores(120)
        let expected = try plain.rows(sql)
        #expect(!expected.isEmpty)
        for connection in [store.connection, try Self.host(store)] {
            let difference = Rows.difference(expected, try connection.rows(sql))
            #expect(difference == nil, "\(difference ?? "")")
        }
    }

    /// A bare `n` stands for the samples of its row; a condition is on one of them.
    @Test func aConditionOnABareCountIsOnOneSample() throws {
        let (store, plain) = try Self.stores(120)
        for condition in ["n = 1", "n < 2 and cultural", "w < 1", "mentions > 1", "w <= 1 and stage is not null"] {
            let counted = try store.connection.rows(
                "select continent, sum(n) from (select continent, n from continents where \(condition)) group by 1")
            let bare = try store.connection.rows("select continent, n from continents where \(condition)")
            var sums: [SQLValue: Int64] = [:]
            for row in bare { sums[row[0], default: 0] += row[1].integer ?? 0 }
            let expected = try plain.rows("select continent, count(*) from continents where \(condition) group by 1")
            #expect(Rows.difference(expected, counted) == nil, "\(condition)")
            #expect(
                sums == Dictionary(uniqueKeysWithValues: expected.map { ($0[0], $0[1].integer ?? 0) }), "\(condition)")
        }
        #expect(try store.connection.rows("select continent, n from continents where n > 1") == [])
    }

    /// The statement of the report: an average beside a count was one over combinations.
    @Test func anAverageBesideACountIsOfSamples() throws {
        let (store, plain) = try Self.stores(120)
        let host = try Self.host(store)
        for aggregate in [
            "avg(length(text))", "count(*)", "total(tokens)", "sum(tokens)", "count(tokens)",
            "sum(case when cultural then 1 end)",
            "length(group_concat(source))", "gini(tokens)", "avg(tokens)",
        ] {
            let sql = "select stage, sum(n), \(aggregate) from samples group by 1"
            let expected = try plain.rows(sql)
            #expect(Rows.difference(expected, try store.connection.rows(sql)) == nil, "\(sql)")
            #expect(Rows.difference(expected, try host.rows(sql)) == nil, "\(sql)")
        }
        let weights = "select sum(w * tokens_sum), sum(w), sum(n) from places"
        #expect(Rows.difference(try plain.rows(weights), try store.connection.rows(weights)) == nil)
    }

    /// Sums over combinations are as exact as those over rows: integers to 128 bits, doubles with what rounding loses.
    @Test func sumsOverCombinationsAreThoseOverRows() throws {
        var samples = TestCorpus.random(90, seed: 5)
        for index in samples.indices {
            samples[index].source = ["a", "b", "c"][index % 3]
            samples[index].tokens = [.max, -.max, 7][index % 3]
            samples[index].score = [1e300, -1e300, 0.1][index % 3]
        }
        let store = try TestCorpus.write(samples, to: temporaryPath())
        for sql in [
            "select sum(tokens), sum(tokens * n), sum(score * n), sum(n) from samples",
            "select source, avg(tokens - 1), total(score * 3), sum(n) from samples group by 1",
            // More than 64 bits hold is an error of both.
            "select source, sum(tokens / 2) from samples group by 1",
        ] {
            store.rewritesStatements = true
            let found = Result { try store.connection.rows(sql) }
            store.rewritesStatements = false
            let expected = Result { try store.connection.rows(sql) }
            #expect((try? expected.get()) == (try? found.get()), "\(sql)")
        }
    }

    @Test func aBareCountStandsForSeveralSamples() throws {
        let (store, plain) = try Self.stores(120)
        let host = try Self.host(store)
        for connection in [store.connection, host] {
            let rows = try connection.rows("select stage, n from samples order by n desc")
            let expected = try plain.rows("select stage, count(*) from samples group by 1")
            #expect(Rows.difference(expected, rows) == nil, "\(rows)")
        }
    }

    /// While another statement of the host needs rows, none of its statements gets combinations.
    @Test func statementsOfAHostThatRunAtOnceGetRowsIfOneNeedsThem() throws {
        let (store, plain) = try Self.stores(120)
        let host = try Self.host(store)
        let rows = try host.prepare("select stage, avg(tokens) over (), n from samples")
        let counts = try host.prepare("select stage, sum(n) from samples group by 1")
        #expect(try rows.step())
        var found: [[SQLValue]] = []
        while try counts.step() { found.append(counts.row()) }
        #expect(Rows.difference(try plain.rows("select stage, sum(n) from samples group by 1"), found) == nil)
        var count = 1
        while try rows.step() { count += 1 }
        #expect(count == 120)
    }
}
