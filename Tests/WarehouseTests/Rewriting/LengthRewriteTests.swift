import SQLite
import TestSupport
import Testing

@testable import Warehouse

/// Lengths of texts, counted in the scan where that is the same.
@Suite struct LengthRewriteTests {
    private static let columns = [
        "length(text)", "length(note)", "LENGTH( samples.text )", "length(\"text\")", "length(samples . note)",
        "octet_length(text)",
    ]

    /// A statement over `samples` that asks for lengths.
    private static func statement(_ generator: inout SeededGenerator) -> String {
        func pick(_ elements: [String]) -> String { elements[Int.random(in: 0..<elements.count, using: &generator)] }
        func length() -> String { pick(columns) }
        func condition(_ depth: Int = 0) -> String {
            let comparison = pick(["<", "<=", ">", ">=", "=", "<>", "is", "is not"])
            let operand = pick([
                "5", "0", "12", "-1", "7.5", "'5'", "null", "x'35'", "source", "1e300", "length(source)",
            ])
            return switch Int.random(in: 0..<11, using: &generator) {
            case 0..<4: "\(length()) \(comparison) \(operand)"
            case 4: "\(operand) \(pick(["<", ">", "="])) \(length())"
            case 5: "\(length()) between \(pick(["0", "3"])) and \(pick(["9", "20", "'7'", "source"]))"
            case 6: "\(length()) in (1, 2, 5, '7')"
            case 7 where depth < 2: "(\(condition(depth + 1)) or \(condition(depth + 1)))"
            case 8 where depth < 2: "not (\(condition(depth + 1)))"
            case 9: "text like '%a%' and \(length()) > 3"
            default: "source = 'Crawl' and \(length()) % 2 = 1"
            }
        }
        let filter = generator.chance(1, in: 2) ? " where \(condition())" : ""
        let aggregate = pick(["avg", "sum", "total", "min", "max", "count", "sum(1) + avg"])
        let key = pick(["source", "source, domain", "length(text)", "length(text) / 5", "length(note)"])
        return switch Int.random(in: 0..<12, using: &generator) {
        case 0: "select \(aggregate)(\(length())) from samples\(filter)"
        case 1: "select \(key), \(aggregate)(\(length())) as a, count(*) from samples\(filter) group by \(key)"
        case 2: "select \(key), \(aggregate)(\(length()) * 2) from samples\(filter) group by \(key)"
        case 3: "select id, \(length()), text from samples\(filter) order by \(length()), id limit 9"
        case 4:
            """
            select s.source, max(length(s.text)) from samples s group by s.source having max(length(s.text)) > 4
            """
        case 5: "select distinct \(length()) from samples\(filter)"
        case 6: "select count(*), sum(\(length()) > 4), count(distinct \(length())) from samples\(filter)"
        case 7: "select source, sum(n), avg(\(length())) from samples\(filter) group by source"
        case 8:
            """
            select l, count(*) from (select length(text) as l from samples\(filter))
            where l \(pick(["=", ">"])) \(pick(["5", "'5'"])) group by l
            """
        case 9: "select length(text) as text from samples\(filter) order by length(text), id"
        case 10:
            "select id, (select max(length(text)) from samples t where t.source = samples.source) from samples\(filter)"
        default:
            "select stage, avg(\(length())) filter (where \(condition())) from samples group by stage order by 2, 1"
        }
    }

    @Test(arguments: [1, 2, 3]) func statementsAgreeWithThemselvesAsWritten(seed: UInt64) throws {
        let store = try TextCorpus(loads: [70, 1, 90], seed: seed).store
        try store.setStages(TestCorpus.stages)
        var generator = SeededGenerator(seed: seed * 131)
        var rewritten = 0
        for _ in 0..<150 {
            let sql = Self.statement(&generator)
            if StatementAnswer.expectSame(sql, in: store) != nil { rewritten += 1 }
        }
        #expect(rewritten > 80)
    }

    /// No text is given to SQLite, and those that are added up come as totals.
    @Test(arguments: [
        ("select avg(length(text)) from samples", 1),
        ("select sum(length(text)), count(length(text)), total(length(samples.text)) from samples", 1),
        ("select source, avg(length(text)) from samples group by source", 3),
        ("select count(*) from samples where length(text) > 1000000", 0),
        ("select source, count(*) from samples where text like '%harvest%' and length(text) > 100000 group by 1", 0),
    ]) func lengthsAreCountedInTheScan(sql: String, cells: Int) throws {
        let store = try TextCorpus(loads: [70, 1, 90], seed: 6).store
        store.collectScanStatistics(true)
        _ = try store.connection.rows(sql)
        let scan = try #require(store.takeScanStatistics().first)
        #expect(scan.isCollapsed && scan.resultCount == cells, "\(scan)")
        #expect(!scan.columns.contains("text") || sql.contains("like"))
    }

    /// A value that is compared with something that has an affinity must not add an affinity of its own.
    @Test func lengthsHaveNoAffinity() throws {
        let store = try TextCorpus(loads: [40], seed: 6).store
        for operand in ["'5'", "cast(5 as text)", "source", "(select '5')"] {
            let sql = try #require(
                try store.connection.prepare("select id from samples where length(text) = \(operand)").rewrittenSQL)
            #expect(sql.contains("+\"samples\".\"length(text)\""), "\(sql)")
        }
        let plain = try store.connection.prepare("select id from samples where 5 < length(text) and length(note) = ?")
        #expect(plain.rewrittenSQL?.contains("+") == false)
    }

    /// A name of another table or of a query within is not the relation's text.
    @Test(arguments: [
        "select length(text) from samples join (select 'a' as text) using (text)",
        "select length(t.text) from samples s join samples t using (id)",
        "with a as (select 'x' as text) select length(text) from a",
        "select source, length(source) from samples", "select length(text || 'a') from samples",
    ]) func theseStayAsWritten(sql: String) throws {
        let store = try TextCorpus(loads: [20], seed: 6).store
        #expect(try store.connection.prepare(sql).rewrittenSQL == nil)
    }
}
