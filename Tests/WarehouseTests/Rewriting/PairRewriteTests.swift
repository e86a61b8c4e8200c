import SQLite
import TestSupport
import Testing

@testable import LocalFacts
@testable import Warehouse

/// Counts of pairs of elements within a sample.
@Suite struct PairRewriteTests {
    /// Makes joins of a list relation with itself.
    private struct Statement {
        var generator: SeededGenerator

        private mutating func pick(_ elements: [String]) -> String {
            elements[Int.random(in: 0..<elements.count, using: &generator)]
        }

        mutating func next() -> String {
            let relation = pick(["places", "places", "countries", "continents"])
            let own = relation == "places" ? "place" : relation == "countries" ? "country" : "continent"
            let test = pick([
                "a.\(own) < b.\(own)", "a.\(own) <> b.\(own)", "a.\(own) != b.\(own) and a.stage = 'sft'", "true",
                "a.\(own) < b.\(own) and b.cultural = 1", "a.\(own) is not b.\(own) and a.language = b.language",
                "upper(a.\(own)) > b.\(own)", "a.\(own) = 'Kenya' and b.\(own) <> 'Kenya'", "a.n = 1",
                "a.\(own) < b.\(own) and a.stage in (select stage from samples)", "a.continent = b.continent",
            ])
            let join = pick([
                "\(relation) a join \(relation) b on a.id = b.id and \(test)",
                "\(relation) a join \(relation) b on b.id = a.id where \(test)",
                "\(relation) as a join \(relation) as b using (id) where \(test)",
                "\(relation) a, \(relation) b where a.id = b.id and \(test)",
                "\(relation) a join \(relation) b on a.source = b.source and a.id < b.id where \(test)",
            ])
            let count = pick([
                "count(*)", "count(*) as k", "count()", "count(*) * 100.0 / 7", "count(*), max(b.\(own))", "sum(a.n)",
                "count(distinct a.id)", "count(*), min(a.stage)",
            ])
            return pick([
                "select a.\(own), b.\(own), \(count) from \(join) group by 1, 2",
                "select a.\(own) as x, b.\(own) as y, \(count) from \(join) group by x, y order by count(*) desc, x, y",
                "select \(count) from \(join)", "select b.stage, \(count) from \(join) group by b.stage",
                "select a.\(own), \(count) from \(join) group by a.\(own) having count(*) > 3",
                "with p as (select a.\(own) x, b.\(own) y, \(count) from \(join) group by 1, 2) select * from p where x < 'M'",
                "select distinct a.\(own), b.\(own) from \(join)",
                "select a.continent, \(count) from \(join) group by 1",
            ])
        }
    }

    @Test(arguments: [1, 2, 3]) func statementsAgreeWithThemselvesAsWritten(seed: UInt64) throws {
        let store = try TestCorpus.write(TestCorpus.random(120, seed: seed), to: temporaryPath(), batchRows: 40)
        var statements = Statement(generator: SeededGenerator(seed: seed * 91))
        var rewritten = 0
        for _ in 0..<250 {
            let found = StatementAnswer.expectSame(statements.next(), in: store)
            if found?.contains(ListNumber.Kind.number.rawValue) == true { rewritten += 1 }
        }
        #expect(rewritten > 40)
    }

    /// Makes joins of two list relations of the same or another column.
    private struct CrossStatement {
        var generator: SeededGenerator

        private static let columns = [
            "places": ["place", "country", "continent"], "countries": ["country", "continent"],
            "continents": ["continent"], "licences": ["licence"],
        ]

        private mutating func pick(_ elements: [String]) -> String {
            elements[Int.random(in: 0..<elements.count, using: &generator)]
        }

        mutating func next() -> String {
            let names = Self.columns.keys.sorted()
            let (one, other) = (pick(names), pick(names))
            let (left, right) = (pick(Self.columns[one] ?? []), pick(Self.columns[other] ?? []))
            let test = pick([
                "true", "a.stage = 'sft'", "b.cultural = 1", "a.\(left) = 'Kenya'", "b.\(right) is not null",
                "a.\(left) <> b.\(right)", "a.source = b.source", "b.\(right) in ('Africa', 'mit')", "\(left) > 'B'",
            ])
            let join = pick([
                "\(one) a join \(other) b on a.id = b.id where \(test)",
                "\(one) a join \(other) b using (id) where \(test)",
                "\(one) a, \(other) b where b.id = a.id and \(test)",
                "\(one) a join \(other) b on a.id = b.id and \(test)",
            ])
            let key = pick([
                "a.\(left), b.\(right)", "b.\(right)", "\(left), \(right)", "b.stage, a.\(left)",
                "a.language, b.\(right)",
                "b.language, a.\(left)", "upper(b.\(right)) as u, a.\(left) as \(right)", "a.place as country",
            ])
            let plain = key.replacing(" as u", with: "").replacing(" as \(right)", with: "")
                .replacing(" as country", with: "")
            let count = pick(["count(*)", "count(*) as k", "count(*), max(b.\(right))", "sum(a.w)", "count(*) * 1.0"])
            return pick([
                "select \(key), \(count) from \(join) group by \(plain)", "select \(count) from \(join)",
                "select \(key), \(count) from \(join) group by \(plain) having count(*) > 2 order by count(*), 1, 2",
                "select \(key), \(count) from \(join) group by country",
                "with p as (select \(key), \(count) from \(join) group by 1) select count(*) from p",
            ])
        }
    }

    @Test(arguments: [1, 2, 3]) func twoListsAgreeWithThemselvesAsWritten(seed: UInt64) throws {
        let store = try TestCorpus.write(TestCorpus.random(120, seed: seed), to: temporaryPath(), batchRows: 40)
        var statements = CrossStatement(generator: SeededGenerator(seed: seed * 53))
        var rewritten = 0
        for _ in 0..<250 {
            let found = StatementAnswer.expectSame(statements.next(), in: store)
            if found?.contains(ListNumber.Kind.number.rawValue) == true { rewritten += 1 }
        }
        #expect(rewritten > 30)
    }

    /// SQLite gets a row for each element of a list, and not for each sample, and reads each side once.
    @Test func listsAreJoined() throws {
        let samples = TestCorpus.random(200, seed: 4)
        let store = try TestCorpus.write(
            samples + samples + samples + samples, to: temporaryPath(), batchRows: 300)
        store.collectScanStatistics(true)
        let sql = """
            select a.place, b.place, count(*) from places a join places b on a.id = b.id and a.place < b.place group by 1, 2
            """
        #expect(try store.connection.rows(sql).count > 4)
        let scans = store.takeScanStatistics()
        let rows = try store.connection.value("select count(*) from places").integer ?? 0
        #expect(scans.count == 2 && scans.allSatisfy { $0.startCount == 1 && $0.resultCount <= rows / 4 }, "\(scans)")
    }
}
