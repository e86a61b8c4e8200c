import SQLite
import TestSupport
import Testing

@testable import LocalFacts
@testable import Warehouse

/// Counts by numbers that follow from ids.
@Suite struct IDNumberRewriteTests {
    private struct Statement {
        var generator: SeededGenerator

        private mutating func pick(_ elements: [String]) -> String {
            elements[Int.random(in: 0..<elements.count, using: &generator)]
        }

        private mutating func condition() -> String {
            let id = pick(["id", "id", "samples.id", "\"id\""])
            return pick([
                "\(id) % 10 = 0", "\(id) % 7 in (1, 3)", "\(id) between 30 and 95", "\(id) not between 30 and 95",
                "\(id) <= 50", "\(id) > 120", "\(id) < 1", "\(id) >= 1", "not \(id) < 60", "\(id) % 3", "\(id) = 17",
                "\(id) % 10 = 0 and source is not null", "\(id) between 10 and 20 or \(id) between 90 and 99",
                "\(id) / 100 = 1", "2 * \(id) % 10 = 4", "-\(id) % 3 = -1", "\(id) % 5 || 'x' = '1x'", "\(id) < 60 + 5",
                "1 < \(id) < 3", "\(id) % 0 is null", "\(id) % 2.5 = 1", "cultural between 0 and \(id) % 2",
                "\(id) between 5 and 3", "\(id) <= -1", "(\(id) - 1) % 10 = 0", "(\(id) + 7) % 5 in (1, 2)",
                "(\(id) - 2) % 3 = -1", "\(id) & 3 = 1", "(\(id) & 7) > 4", "\(id) & 3 + 1", "2 | \(id) & 3 = 3",
                "\(id) & 3 << 1 = 2", "(\(id) - 1) / 100 = 1", "-(\(id) - 1) / 100 = -1", "abs(\(id) - 1) % 3 = 1",
                "2 * (\(id) - 1) % 3 = 1", "(\(id) - 1) % 4 || '' = '1'", "not \(id) & 1", "\(id) & 5 = 1",
            ])
        }

        mutating func next() -> String {
            let filter = pick(["", " where \(condition())", " where \(condition())"])
            let aggregate = pick([
                "count(*)", "sum(cultural)", "avg(cultural)", "count(*) filter (where \(condition()))",
                "avg(\(condition()))", "sum(length(text))", "min(id)", "count(distinct source)", "max(text)",
                "sum(iif(\(condition()), 1, 0))",
            ])
            let key = pick([
                "source", "id % 10", "id / 100", "id / 3", "(id - 1) / 100 + 1", "id & 3", "(id + 3) % 4, stage",
                "id % 4, stage", "id between 10 and 20", "language",
            ])
            let relation = pick(["samples", "samples", "places as samples"])
            return pick([
                "select \(aggregate) from \(relation)\(filter)",
                "select \(key), \(aggregate) from \(relation)\(filter) group by \(key)",
                "select \(aggregate) from \(relation)\(filter) group by \(key) having \(condition().replacing("samples.", with: "")) or count(*) > 1",
                "select stage, \(aggregate) from \(relation)\(filter) group by 1 order by \(aggregate), 1",
            ])
        }
    }

    @Test(arguments: [1, 2]) func statementsAgreeWithThemselvesAsWritten(seed: UInt64) throws {
        let store = try TestCorpus.write(TestCorpus.random(150, seed: seed), to: temporaryPath(), batchRows: 40)
        var statements = Statement(generator: SeededGenerator(seed: seed * 89))
        var rewritten = 0
        for _ in 0..<300 {
            let found = StatementAnswer.expectSame(statements.next(), in: store)
            if found?.contains(RelationColumn.queriesName) == true { rewritten += 1 }
        }
        #expect(rewritten > 100)
    }

    @Test(arguments: [
        ("select count(*), sum(cultural) from samples where id % 10 = 0", 8),
        ("select count(*), avg(cultural) from samples where id between 301 and 500", 2),
        ("select id / 100, count(*) from samples group by 1", 20),
    ]) func fewRowsReachSQLite(sql: String, most: Int) throws {
        let store = try TestCorpus.write(TestCorpus.random(900, seed: 4), to: temporaryPath(), batchRows: 300)
        store.collectScanStatistics(true)
        _ = try store.connection.rows(sql)
        let scan = try #require(store.takeScanStatistics().first)
        #expect(scan.isCollapsed && scan.resultCount <= 4 * most, "\(scan)")
    }

    @Test func aRangeLeavesOutRowGroups() throws {
        let store = try TextCorpus(loads: [70, 1, 90], seed: 3).store
        store.collectScanStatistics(true)
        #expect(try store.connection.value("select count(*) from samples where id > 71") == 90)
        #expect(try #require(store.takeScanStatistics().first).skippedRowGroupCount == 2)
    }

    /// Numbers whose codes are bytes, shorts and words, from ids at, before and after a multiple.
    @Test(arguments: [
        IDNumber("%", 2), IDNumber("%", 255), IDNumber("%", 256), IDNumber("%", 65_536), IDNumber("/", 100),
        IDNumber("/", 70_000), IDNumber("%", 7, added: -1), IDNumber("/", 100, added: -1), IDNumber("&", 3),
        IDNumber("/", 100, added: 99), IDNumber("%", 300, added: 1_000_000), IDNumber(40...90), IDNumber(-5 ... -1),
        IDNumber(1 ... .max),
    ]) func codesAreThoseOfTheIDs(number: IDNumber?) throws {
        let number = try #require(number)
        for first: Int64 in [1, 39, 99, 100, 255, 256, 65_535, 6_999_990, 7_000_000_000] {
            for count in [1, 2, 60, 400] {
                let ids = first..<first + Int64(count)
                let expected: [Int64] = ids.map { id in
                    switch number {
                    case .remainder(let divisor, let added): (id + added) % divisor + 1
                    case .quotient(let divisor, let added): (id + added) / divisor + 1
                    case .within(let range): range.contains(id) ? 2 : 1
                    }
                }
                let codes = number.codes(firstID: first, count: count)
                #expect(codes.array.map { Int64($0) } == expected)
                #expect(expected.allSatisfy { $0 <= number.greatest(upTo: first + Int64(count) - 1) + 1 })
            }
        }
    }

    /// Sums may be negative, and other bits than the last are no remainder.
    @Test func theseAreNoNumbersOfIDs() {
        #expect(IDNumber("%", 7, added: -2) == nil && IDNumber("&", 5) == nil && IDNumber("&", 0) == nil)
        #expect(IDNumber("&", -1) == nil && IDNumber("/", 99) == nil && IDNumber("%", 1) == nil)
        #expect(IDNumber("/", 100, added: 2_000_000_000) == nil && IDNumber("&", 65_535) != nil)
    }

    @Test(arguments: [
        IDNumber("%", 7), IDNumber("/", 250), IDNumber(3...9), IDNumber("%", 7, added: -1),
        IDNumber("/", 250, added: 12),
        IDNumber("&", 7, added: 3),
    ]) func aTextGivesItBack(number: IDNumber?) throws {
        let number = try #require(number)
        #expect(IDNumber(encoded: number.encoded) == number)
    }
}
