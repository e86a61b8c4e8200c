import SQLite
import TestSupport
import Testing

@testable import Warehouse

/// Samples and elements found by ids, against plain tables of the same rows.
@Suite struct IDLookupTests {
    private let store: Store
    private let plain: PlainTables

    init() throws {
        let samples = TestCorpus.random(260, seed: 41)
        // Six row groups; the last is short.
        store = try TestCorpus.write(samples, to: temporaryPath(), batchRows: 50)
        plain = try PlainTables(samples, reference: store.connection)
        for connection in [store.connection, plain.connection] {
            try connection.execute(
                """
                create table wanted (id, label text);
                insert into wanted values
                    (260, 'last'), (1, 'first'), (50, 'end'), (51, 'begin'), (0, 'none'), (261, 'none'), (-3, 'none'),
                    (9223372036854775807, 'none'), (-9223372036854775808, 'none'), (100.0, 'real'), (100.5, 'none'),
                    ('101', 'text'), ('x', 'none'), (null, 'none'), (x'31', 'none'), (51, 'again'), (1, 'again');
                create table typed (id integer, label text);
                insert into typed select id, label from wanted where typeof(id) <> 'blob';
                """)
        }
    }

    private func requireSameRows(_ sql: String) throws {
        let expected = try plain.connection.rows(sql)
        let found = try store.connection.rows(sql)
        #expect(Rows.difference(expected, found) == nil, "\(sql)\n\(Rows.difference(expected, found) ?? "")")
    }

    @Test(
        arguments: [
            "select w.label, s.id, s.source, s.text from wanted as w join samples as s on s.id = w.id",
            "select w.label, s.id, s.source, s.text from wanted as w left join samples as s on s.id = w.id",
            "select t.label, s.id, s.tokens from typed as t left join samples as s on s.id = t.id",
            "select w.label, p.place, p.country from wanted as w left join places as p on p.id = w.id",
            "select t.label, p.place, p.country from typed as t join places as p on p.id = t.id",
            "select a.place, b.place, count(*) from places as a join places as b on b.id = a.id group by 1, 2",
            """
            select a.place, b.place, count(*) from places as a join places as b on b.id = a.id and b.place > a.place
            group by 1, 2
            """,
            "select id, text from samples as s where exists (select 1 from places as p where p.id = s.id)",
            """
            select stage, count(*) from samples as s
            where exists (select 1 from places as p where p.id = s.id and p.continent = 'Africa') group by 1
            """,
            """
            select stage, count(*) from samples as s
            where s.cultural and not exists (select 1 from places as p where p.id = s.id) group by stage
            """,
            "select id, (select count(*) from places as p where p.id = s.id) from samples as s",
            "select id, (select group_concat(place) from places as p where p.id = s.id and p.iso2 is null) from samples as s",
            "select id, (select text from samples as t where t.id = 261 - s.id) from samples as s",
            "select id, source from samples where id = 7",
            "select id, source from samples where id = 7 and source = 'Crawl'",
            "select id, source from samples where id = 7 and text like '%a%'",
            "select id, source from samples where id = 7 or id = 120 or id = 7",
            "select id, source from samples where id = '7'",
            "select id, source from samples where id = 7.0",
            "select id, source from samples where id is 7",
            "select id, place from places where id = 7 or place = 'India'",
            "select count(*), sum(tokens) from samples where id = 7",
            "select id, place from places where id = (select max(id) from samples)",
        ])
    func statementsByID(sql: String) throws { try requireSameRows(sql) }

    @Test(
        arguments: [
            "select id, source from samples where id in (3, 7, 51, 51, 260, 261, 0)",
            "select id, source from samples where id in (3, null, 7.0, '51', 'x')",
            "select id, source from samples where id in (select id from wanted)",
            "select id, source from samples where id in (select id from typed)",
            "select id, source from samples where id not in (select id from typed where id is not null)",
            "select id, source from samples where id in (select id from places where continent = 'Africa')",
            """
            select stage, count(*) from samples where id in (select id from places where country = 'India')
            and source = 'Crawl' group by 1
            """,
            "select id from samples where id in (select id from places) and text like '%a%' and tokens > 3",
            "select id from samples where id in (select id from places intersect select id from samples where cultural)",
            "select id, place from places where id in (select id from typed)",
            "select id, tokens from samples where tokens in (1, 2, 3, 5, 8, 13, 21, 34, 55, 89)",
            "select id, tokens from samples where tokens in (select id from typed)",
            "select id, tokens from samples where tokens in (select tokens from samples where source = 'Crawl')",
            "select id from samples where \"row\" in (select tokens from samples)",
        ])
    func listsOfNumbers(sql: String) throws { try requireSameRows(sql) }

    @Test func randomIDsInAnyOrder() throws {
        var generator = SeededGenerator(seed: 17)
        for connection in [store.connection, plain.connection] { try connection.execute("create table asked (id)") }
        for _ in 0..<400 {
            let id = SQLValue.integer(Int64.random(in: -2...265, using: &generator))
            for connection in [store.connection, plain.connection] {
                try connection.execute("insert into asked values (?)", id)
            }
        }
        try requireSameRows("select a.id, s.text from asked as a left join samples as s on s.id = a.id")
        try requireSameRows("select a.id, p.place, p.mentions from asked as a left join places as p on p.id = a.id")
    }

    /// Regression: `.explain` listed each opening of a correlated query by itself, two million blocks of lines.
    @Test func openingsOfACorrelatedQueryAreOneScan() throws {
        let store = try TestCorpus.write(TestCorpus.random(150, seed: 4), to: temporaryPath(), batchRows: 40)
        store.collectScanStatistics(true)
        _ = try store.connection.rows(
            "select count(*) from samples s where exists (select 1 from places p where p.id = s.id and p.w < 0.6)")
        let scans = store.takeScanStatistics()
        #expect(scans.map(\.relation).sorted() == ["places", "samples"])
        #expect(scans.first { $0.relation == "places" }?.startCount == 150)
    }
}
