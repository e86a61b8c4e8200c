import SQLite
import TestSupport
import Testing

@testable import Warehouse

/// Expressions of texts, computed in the scan where that is the same.
@Suite struct TextExpressionRewriteTests {
    /// Makes statements that aggregate by expressions of texts.
    private struct Statement {
        var generator: SeededGenerator

        private mutating func pick(_ elements: [String]) -> String {
            elements[Int.random(in: 0..<elements.count, using: &generator)]
        }

        private mutating func text() -> String { pick(["text", "text", "text", "note", "samples.text", "\"text\""]) }

        private mutating func value() -> String {
            let text = text()
            return switch Int.random(in: 0..<20, using: &generator) {
            case 15: "length(replace(\(text), '\(pick(["a", "aa", "日", "", "x"]))', '\(pick(["", "é", "bbb"]))'))"
            case 16: "instr(\(text), 'a') + \(pick(["length(\(text))", "instr(\(text), 'b')"]))"
            case 17:
                "\(pick(["lower", "upper"]))(\(text)) \(pick(["", "not "]))like '%HARVEST%' and length(\(text)) > 3"
            case 18: "case \(text) like '%b%' when 1 then 'b' else \(text) like 'a%' or \(text) glob '*[0-9]' end"
            case 0: "substr(\(text), \(pick(["1", "2", "-1"])), \(pick(["1", "2"])))"
            case 1: "instr(\(text), '\(pick(["a", "B", "节", ""]))')"
            case 2: "length(\(text)) - length(replace(\(text), 'a', ''))"
            case 3: "upper(\(text))"
            case 4: "lower(trim(\(text), 'a '))"
            case 5: "coalesce(\(text), 'none')"
            case 6: "\(text) || 'x'"
            case 7: "case when \(text) like '%a%' then 'a' when \(text) is null then 1.5 else length(\(text)) end"
            case 8: "cast(\(text) as \(pick(["integer", "real", "text"])))"
            case 9: "typeof(\(text))"
            case 10: "nullif(substr(\(text), 1, 1), 'a')"
            case 11: "split_part(\(text), ' ', 1)"
            case 12: "\(text) + 0"
            case 13: "-\(text)"
            case 14: "hex(substr(\(text), 1, 1))"
            default: "iif(\(text) glob '*a*', 1, 0)"
            }
        }

        mutating func condition(_ depth: Int = 0) -> String {
            let text = text()
            return switch Int.random(in: 0..<16, using: &generator) {
            case 0..<4:
                "\(text) \(pick(["", "not "]))\(pick(["like '%a%'", "like 'A_%'", "glob '*[ab]*'", "glob '*节*'"]))"
            case 4:
                "\(text) \(pick(["=", "<>", "<", ">=", "is", "is not"])) \(pick(["'a'", "42", "source", "null", "''"]))"
            case 5: "\(value()) \(pick(["=", ">", "<>"])) \(pick(["'a'", "1", "source", "'1'", "1.5"]))"
            case 6: "\(text) in ('a', '节', '42', 'ab')"
            case 7: "\(text) between 'a' and 'b'"
            case 8: "\(text) is \(pick(["", "not "]))null"
            case 9: "\(text) \(pick(["", "not "]))regexp '\(pick(["[a-b]+", "^a", "节$", "", "(?i)HARVEST"]))'"
            case 10: "source = 'Crawl'"
            case 11: "\(text) like '%x%' escape 'x' is null"
            case 12 where depth < 2: "not (\(condition(depth + 1)))"
            case 13 where depth < 2: "(\(condition(depth + 1)) or \(condition(depth + 1)))"
            case 14 where depth < 2: "\(condition(depth + 1)) and \(condition(depth + 1))"
            case 15 where depth < 2: "\(condition(depth + 1)) or \(condition(depth + 1)) and \(condition(depth + 1))"
            default: "\(text) like '%harvest%'"
            }
        }

        private mutating func aggregate() -> String {
            switch Int.random(in: 0..<18, using: &generator) {
            case 0..<3: "count(*) filter (where \(condition()))"
            case 3: "avg(\(condition()))"
            case 4: "sum(case when \(condition()) then 1 else 0 end)"
            case 5: "min(\(text()))"
            case 6: "max(\(text()))"
            case 7: "max(\(text())) filter (where \(condition()))"
            case 8: "count(distinct \(value()))"
            case 9: "max(\(value()))"
            case 10: "sum(length(text)) filter (where \(condition()))"
            case 11: "count(\(value()))"
            case 12: "sum(iif(\(condition()), 1, 0)) * 1.0 / count(*)"
            case 14, 15: "count(distinct \(text()))"
            case 13: "total(\(pick(["instr(text, 'a')", "length(note) * 2", "cultural"])))"
            default: "count(*)"
            }
        }

        mutating func next() -> String {
            let filter = Bool.random(using: &generator) ? " where \(condition())" : ""
            let (one, other) = (aggregate(), aggregate())
            let key = Bool.random(using: &generator) ? value() : pick(["source", "source, domain", condition()])
            let column = pick(["text", "note", "text, source", "note, text"])
            return switch Int.random(in: 0..<12, using: &generator) {
            case 10: "select \(column), count(*) from samples\(filter) group by \(column) order by 1, 2"
            case 11:
                "select \(column), \(one) from samples\(filter) group by \(column) having count(*) \(pick([">", "="])) 1"
            case 0: "select \(one), \(other) from samples\(filter)"
            case 1...3: "select source, \(one), \(other) from samples\(filter) group by source"
            case 4: "select \(key), \(one) as a from samples\(filter) group by \(key)"
            case 5: "select \(key) as k, count(*) from samples\(filter) group by k having \(one) > 0 order by 2, 1"
            case 6:
                "select k, \(pick(["count(*)", "max(k)"])) from (select \(value()) as k from samples\(filter)) group by k"
            case 7:
                "select source, (select \(one) from samples t where t.source = samples.source) from samples group by 1"
            case 8: "with c as (select source, \(one) as a from samples\(filter) group by 1) select max(a) from c"
            default:
                "select source, \(one) from samples\(filter) group by 1 having \(other) is not null order by \(one), 1"
            }
        }
    }

    @Test(arguments: [1, 2, 3, 4]) func statementsAgreeWithThemselvesAsWritten(seed: UInt64) throws {
        // Where a text has a NUL, its block is evaluated in another way.
        let store = try TextCorpus(loads: [70, 1, 90], seed: seed, hasNULs: seed % 2 == 0).store
        try store.setStages(TestCorpus.stages)
        var statements = Statement(generator: SeededGenerator(seed: seed * 977))
        var rewritten = 0
        for _ in 0..<200 {
            let sql = statements.next()
            if Self.isComputed(StatementAnswer.expectSame(sql, in: store)) { rewritten += 1 }
        }
        #expect(rewritten > 60)
    }

    private static func isComputed(_ sql: String?) -> Bool {
        sql.map { $0.contains("computed text") || $0.contains("\"min(") || $0.contains("\"max(") } ?? false
    }

    /// SQLite gets the distinct values, and no text.
    @Test(arguments: [
        "select source, count(*) filter (where text like '%a%') from samples group by source",
        "select count(*) from samples where text like '%a%' or text like '%b%'",
        "select avg(text like '%a%'), sum(case when text glob '*b*' then 1 end) from samples",
        "select substr(text, 1, 1) as c, count(*) from samples group by c",
        "select source, min(text), max(text) from samples group by source",
        "select source, avg(length(text) - length(replace(text, ' ', ''))) from samples group by source",
        "select count(*) from samples where text not like '%a%'",
        "select source, avg(instr(t.text, 'a') > 0) from samples t group by source",
    ]) func theScanComputes(sql: String) throws {
        let store = try TextCorpus(loads: [70, 1, 90], seed: 6).store
        store.collectScanStatistics(true)
        _ = try store.connection.rows(sql)
        let scan = try #require(store.takeScanStatistics().first)
        #expect(scan.isCollapsed && scan.resultCount < 60, "\(scan)")
        #expect(!scan.columns.contains("text"), "\(scan)")
        #expect(!scan.comparisons.contains { $0.contains("expression") }, "\(scan)")
    }

    /// The scan compares the counts, and gives the texts that occur more than once.
    @Test(arguments: [
        "select count(*) from (select note from samples group by note having count(*) > 1)",
        "select note, count(*) from samples group by 1 having count(*) > 2 and note <> 'a' order by 2 desc",
    ]) func fewGroupsReachSQLite(sql: String) throws {
        let store = try TextCorpus(loads: [70, 1, 90], seed: 6).store
        let rewritten = StatementAnswer.expectSame(sql, in: store)
        #expect(rewritten?.contains("\"count(*)\" > 1") == true || rewritten?.contains("\"count(*)\" > 2") == true)
    }

    /// Regression: the second text of a row took the place of the first.
    @Test(
        arguments: [
            "substr(text, 1, 1) || substr(text, -1)", "substr(text, 1, 2) || text", "text || substr(text, 2, 1)",
            "substr(text, 1, 1) || '-' || substr(text, 2, 1) || '-' || instr(text, 'a') || substr(text, -2, 1)",
            "substr(text, 1, 1) = substr(text, -1)", "replace(text, substr(text, 1, 1), substr(text, -1))",
        ], [true, false]) func severalTextsOfARowStayApart(expression: String, hasNULs: Bool) throws
    {
        let store = try TextCorpus(loads: [70, 1, 90], seed: 8, hasNULs: hasNULs).store
        let sql = "select \(expression) as k, count(*) from samples group by k order by k"
        #expect(Self.isComputed(StatementAnswer.expectSame(sql, in: store)))
    }

    /// These depend on more than a text, may have no value, or are of rows.
    @Test(arguments: [
        "select id from samples where text like '%a%' or text like '%b%' limit 2",
        "select count(*) from samples where instr(text, source) > 0",
        "select count(*) from samples where instr(text, ?) > 0",
        "select count(*) from samples where json_extract(text, '$.a') = 1",
        "select max(abs(text)) from samples", "select source, count(*) filter (where random() > text) from samples",
    ]) func theseAreNotComputed(sql: String) throws {
        let store = try TextCorpus(loads: [20], seed: 6).store
        #expect(!Self.isComputed(try store.connection.prepare(sql).rewrittenSQL))
    }

    /// In Swift a quote followed by a combining accent is another character, which was not doubled.
    @Test func aQuoteBeforeACombiningAccentIsDoubled() throws {
        let store = try TextCorpus(loads: [70], seed: 6).store
        let sql = "select count(*) filter (where text like '\u{301}%') from samples"
        #expect(Self.isComputed(try store.connection.prepare(sql).rewrittenSQL))
        #expect(try store.connection.rows(sql) == [[0]])
    }

    /// A column without its expression would have no values: such a plan is refused.
    @Test func aComputedColumnNeedsItsExpression() throws {
        let store = try TextCorpus(loads: [20], seed: 6).store
        #expect(throws: SQLError.self) {
            try store.connection.rows("select \"computed text 1\", \"count(*)\" from samples")
        }
        #expect(throws: SQLError.self) {
            try store.connection.rows(
                "select \"computed text 1\" from samples where \"expression of computed text 1\" = 'nonsense'")
        }
    }
}
