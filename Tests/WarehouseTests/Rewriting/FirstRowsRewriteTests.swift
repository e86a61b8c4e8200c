import SQLite
import TestSupport
import Testing

@testable import LocalFacts
@testable import Warehouse

/// Queries that want a few rows of each combination.
@Suite struct FirstRowsRewriteTests {
    private static func store(seed: UInt64) throws -> Store {
        try TestCorpus.write(TestCorpus.random(150, seed: seed), to: temporaryPath(), batchRows: 40)
    }

    /// Makes statements whose order is total, so that they have one answer.
    private struct Statement {
        var generator: SeededGenerator

        private mutating func pick(_ elements: [String]) -> String {
            elements[Int.random(in: 0..<elements.count, using: &generator)]
        }

        private mutating func condition() -> String {
            pick([
                "", "", " where cultural = 1", " where language <> 'eng' or domain is null", " where source like 'C%'",
                " where length(text) > 4", " where id > 40", " where samples.stage in ('sft', 'pretraining')",
                " where coalesce(domain, 'x') >= 'L' and cultural = 0", " where cultural = cultural + 0",
            ])
        }

        private mutating func order() -> String {
            let id = pick(["id", "id desc", "samples.id", "id asc"])
            let column = pick(["source", "language desc", "cultural", "samples.domain", "stage desc nulls first"])
            let number = self.number()
            return pick([
                "\(column), \(id)", "\(column), source desc, \(id)", "1, \(id)", "domain, text, \(id)", id,
                "\(number), \(id)", "\(column), \(number), \(id)", "\(number), \(column), \(id)",
                "\(number), octet_length(text), \(id)",
            ])
        }

        private mutating func number() -> String {
            pick([
                "length(text)", "length(samples.text) desc", "octet_length(text) desc", "length(text) nulls last",
                "tokens desc", "score", "samples.score desc",
            ])
        }

        private mutating func windowOrder() -> String {
            pick(["id", "id desc", "language, id", "\(number()), id", "\(number()), id desc"])
        }

        mutating func next() -> String {
            let count = pick(["1", "2", "5", "0", "200"])
            let items = pick(["source, id", "*", "stage, id, text", "domain as source, id", "upper(language), id"])
            if Bool.random(using: &generator) {
                let limit = pick([count, "\(count) offset 3", "2, \(count)", "-1", "1 + 1"])
                return "select \(items) from samples\(condition()) order by \(order()) limit \(limit)"
            }
            let partition = pick([
                "partition by source ", "partition by stage, samples.cultural ", "partition by upper(source) ", "",
            ])
            let function = pick(["row_number()", "row_number()", "row_number()", "rank()", "ntile(3)", "lag(id)"])
            let query =
                "select \(items), \(function) over (\(partition)order by \(windowOrder())) as r "
                + "from samples\(condition())"
            let test = pick([
                "r <= \(count)", "r < \(count)", "r = \(count)", "r = 1 or r = 4", "r > 2", "r <= 2 and id % 2",
            ])
            let result = pick(["id, r", "*", "count(*), min(id)", "sum(id)"])
            return pick([
                "select \(result) from (\(query)) where \(test)",
                "with q as (\(query)) select \(result) from q where \(test)",
                "with q as (\(query)) select a.id, b.id from q a join q b on a.id = b.id where a.\(test)",
            ])
        }
    }

    @Test(arguments: [1, 2, 3, 4]) func statementsAgreeWithThemselvesAsWritten(seed: UInt64) throws {
        let store = try Self.store(seed: seed)
        var statements = Statement(generator: SeededGenerator(seed: seed * 53))
        var rewritten = 0
        for _ in 0..<600 {
            let found = StatementAnswer.expectSame(statements.next(), in: store)
            if found?.contains(RelationColumn.firstRowsName) == true { rewritten += 1 }
            if found?.contains(RelationColumn.placeName) == true { rewritten += 1 }
        }
        #expect(rewritten > 100)
    }

    /// Numbers come in the order of SQL: null first, or last if it is descending; rows of the same number all stay if
    /// no id decides.
    @Test(arguments: [
        "select length(text) as l from samples order by l desc limit 5",
        "with s as (select * from samples where language = 'eng') select id, source from s order by source, id limit 4",
        "select score from samples order by score limit 7", "select score from samples order by 1 desc limit 7",
        "select source, id, score from samples order by score desc, id desc limit 9",
        "select score, id from samples order by source, score, id limit 9 offset 4",
        "select id, tokens from samples order by tokens desc, id limit 30",
    ]) func rowsComeByNumbers(sql: String) throws {
        let store = try Self.store(seed: 3)
        #expect(StatementAnswer.expectSame(sql, in: store)?.contains(RelationColumn.firstRowsName) == true)
    }

    @Test(arguments: [
        "select id, length(text) from samples order by length(text) desc, id limit 2",
        "select id, source, language from samples order by source, language, id limit 2",
        "select id from (select source, id, row_number() over (partition by source order by id) as r from samples) where r <= 2",
    ]) func fewRowsReachTheSorter(sql: String) throws {
        let store = try TestCorpus.write(TestCorpus.random(900, seed: 4), to: temporaryPath(), batchRows: 300)
        store.collectScanStatistics(true)
        _ = try store.connection.rows(sql)
        let scan = try #require(store.takeScanStatistics().first)
        #expect(scan.resultCount < 300, "\(scan)")
    }

    /// More combinations than a table has room for are counted in a dictionary.
    @Test func manyCombinationsAreCounted() throws {
        let store = try TestCorpus.write(
            (0..<3_000).map { place in
                var sample = TestCorpus.random(1, seed: UInt64(place))[0]
                sample.source = "source \(place % 2_500)"
                sample.domain = "domain \(place % 2_200)"
                return sample
            }, to: temporaryPath(), batchRows: 500)
        let sql = "select source, domain, id from samples order by source, domain desc, id desc limit 7"
        #expect(StatementAnswer.expectSame(sql, in: store)?.contains(RelationColumn.firstRowsName) == true)
    }
}
