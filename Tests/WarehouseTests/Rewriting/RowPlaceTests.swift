import SQLite
import TestSupport
import Testing

@testable import LocalFacts
@testable import Warehouse

/// Numbers and tiles of rows by their ids.
@Suite struct RowPlaceTests {
    /// Makes statements with windows over rows in the order of their ids.
    private struct Statement {
        var generator: SeededGenerator

        private mutating func pick(_ elements: [String]) -> String {
            elements[Int.random(in: 0..<elements.count, using: &generator)]
        }

        private mutating func window() -> String {
            let partition = pick([
                "", "", "partition by source ", "partition by samples.stage, domain ", "partition by cultural ",
                "partition by upper(source) ", "partition by id % 3 ",
            ])
            let order = pick([
                "id", "id desc", "samples.id asc", "id nulls last", "id, source", "id rows 2 preceding", "length(text)",
            ])
            let function = pick([
                "row_number()", "row_number()", "count(*)", "rank()", "dense_rank()", "ntile(4)", "ntile(1000)",
                "ntile(7)", "lag(id)", "count(domain)", "ntile(1)",
            ])
            return "\(function) over (\(partition)order by \(order))"
        }

        mutating func next() -> String {
            let condition = pick([
                "", "", "", " where cultural = 1", " where language <> 'eng' or domain is null",
                " where source like 'C%' and stage is not null", " where length(text) > 4", " where id > 40",
                " where id in (select id from places where continent = 'Africa')", " where text like '%a%'",
                " where tokens > 20", " where n = 1", " where language = 'none'",
            ])
            let other = pick(["", "", ", \(window()) as o", ", n as o", ", sum(n) over () as o"])
            let item = pick(["id", "source, id", "cultural as id", "text as id", "samples.*", "stage, cultural, id"])
            let value = pick(["\(window())", "\(window())", "1 + \(window())", "\(window()) % 3"])
            let query = "select \(item), \(value) as r\(other) from samples\(condition)"
            let result = pick([
                "*", "max(r), count(*)", "r, count(*)", "count(distinct r)", "sum(id), min(r)", "r = '2', r",
            ])
            let test = pick([
                "", "", " where r <= 3", " where r = 1", " where r < '3'", " where r <= 9 and r <> '2'",
                " where r <= 5 and r in ('1', 2)", " where r > 2", " where r = 2.0",
            ])
            let end = result == "r, count(*)" ? " group by r" : ""
            return pick([
                query, "select \(result) from (\(query))\(test)\(end)", "\(query) limit 1000 offset 2",
                "with q as (\(query)) select \(result) from q\(test)\(end)", "select distinct r from (\(query))",
                "with q as (\(query)) select count(*) from q a join q b on a.id = b.id",
                "\(query) union all select \(pick(["1", "id"])), 2 from samples",
            ])
        }
    }

    @Test(arguments: [1, 2, 3]) func statementsAgreeWithThemselvesAsWritten(seed: UInt64) throws {
        let store = try TestCorpus.write(TestCorpus.random(150, seed: seed), to: temporaryPath(), batchRows: 40)
        var statements = Statement(generator: SeededGenerator(seed: seed * 37))
        var rewritten = 0
        for _ in 0..<400 {
            let found = StatementAnswer.expectSame(statements.next(), in: store)
            if found?.contains("place of row") == true { rewritten += 1 }
        }
        #expect(rewritten > 30)
    }

    @Test(arguments: [
        "select t, count(*), sum(cultural) from (select cultural, ntile(10) over (order by id) as t from samples) group by t",
        "select source, id from (select source, id, row_number() over (partition by source order by id) as r from samples) where r <= 2",
    ]) func fewRowsReachSQLite(sql: String) throws {
        let store = try TestCorpus.write(TestCorpus.random(900, seed: 4), to: temporaryPath(), batchRows: 300)
        store.collectScanStatistics(true)
        #expect(try store.connection.rows(sql).count > 4)
        let scan = try #require(store.takeScanStatistics().first)
        #expect(scan.resultCount < 100, "\(scan)")
    }

    /// SQLite gives the rows of a window in the window's order, and so does the scan.
    @Test(arguments: [
        "select id, row_number() over (partition by source order by id desc) as r from samples",
        "select id, ntile(3) over (partition by stage, domain order by id) as r from samples where cultural = 1",
        "select * from (select source, id, count(*) over (partition by source order by id) as r from samples) where r <= 2",
        "with q as (select id, row_number() over (order by id desc) as r from samples) select group_concat(id) from q",
    ]) func rowsComeInTheOrderOfTheWindow(sql: String) throws {
        let store = try TestCorpus.write(TestCorpus.random(150, seed: 6), to: temporaryPath(), batchRows: 40)
        store.rewritesStatements = false
        let expected = try store.connection.rows(sql)
        store.rewritesStatements = true
        #expect(try store.connection.rows(sql) == expected)
        #expect(StatementAnswer.expectSame(sql, in: store)?.contains("of row") == true)
    }

    /// Regression: a reader that compares the number with a number and with a text got it as a column of integers.
    @Test(arguments: [
        "where r <= 5 and r = '2'", "where r = 2 and r <> '2'", "where r < 4 and r in ('1', '3')",
        "where r <= 3 and r = o",
    ]) func aNumberHasNoAffinity(condition: String) throws {
        let store = try TestCorpus.write(TestCorpus.random(60, seed: 8), to: temporaryPath(), batchRows: 20)
        for function in ["row_number()", "ntile(7)"] {
            let query = "select id, '2' as o, \(function) over (order by id) as r from samples"
            for result in ["*", "r = '2', typeof(r)", "count(*)"] {
                _ = StatementAnswer.expectSame("select \(result) from (\(query)) \(condition)", in: store)
            }
        }
    }

    /// A condition has parameters; the window of a grouped query is over groups.
    @Test func rowsAreThoseOfTheCondition() throws {
        let store = try TestCorpus.write(TestCorpus.random(200, seed: 5), to: temporaryPath(), batchRows: 60)
        let sql = "select max(r) from (select row_number() over (order by id) as r from samples where cultural = :c)"
        let all = "select count(*) from samples where cultural = :c"
        for cultural in [0, 1] {
            let statements = try [sql, all].map { try store.connection.prepare($0) }
            for statement in statements {
                try statement.bind([.integer(Int64(cultural))])
                #expect(try statement.step())
            }
            #expect(statements[0].value(at: 0) == statements[1].value(at: 0))
        }
        #expect(
            StatementAnswer.expectSame(
                "select source, row_number() over (order by id) from samples group by source", in: store
            )?.contains("place of row") != true)
    }

    /// Combinations of three columns that no table and no product of 32 bits has room for.
    @Test func partitionsMayBeMany() throws {
        let store = try TestCorpus.write(
            (0..<2_500).map { place in
                var sample = TestCorpus.random(1, seed: UInt64(place))[0]
                sample.source = "source \(place % 2_400)"
                sample.domain = "domain \(place % 2_200)"
                sample.task = "task \(place % 2_100)"
                return sample
            }, to: temporaryPath(), batchRows: 1_000)
        for partition in ["source, domain", "source, domain, task", "task, stage, domain, source, language"] {
            for function in ["row_number()", "ntile(2)"] {
                let window = "\(function) over (partition by \(partition) order by id desc)"
                let found = StatementAnswer.expectSame("select id, \(window) from samples", in: store)
                #expect(found?.contains("place of row") == true)
            }
        }
    }

    @Test(arguments: [
        RowPlace(.number, isDescending: false, partition: []),
        RowPlace(.tile(of: 10), isDescending: true, partition: ["a column", "it's, \"quoted\""]),
    ]) func requestsAreReadAsWritten(place: RowPlace) throws {
        let encoded = try #require(place.encoded)
        #expect(RowPlace.decoded(encoded)?.place == place)
        #expect(RowPlace.decoded(encoded)?.rows == nil)
        #expect(RowPlace.decoded(encoded + "samples where true")?.rows == IDQuery(rows: "samples where true"))
        #expect(RowPlace(.number, isDescending: true, partition: ["a\u{1F}b"]).encoded == nil)
    }
}
