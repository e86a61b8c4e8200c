import SQLite
import TestSupport
import Testing

@testable import Warehouse

/// Sets of ids, ids with their number of rows, distinct ids, least ids, and joins by id, where the scan answers.
@Suite struct CountedIDsRewriteTests {
    /// Makes statements over sub-queries of ids, distinct ids, least and greatest numbers, and joins by id.
    private struct Statement {
        var generator: SeededGenerator

        private mutating func pick(_ elements: [String]) -> String {
            elements[Int.random(in: 0..<elements.count, using: &generator)]
        }

        private mutating func condition(_ prefix: String = "") -> String {
            pick([
                "\(prefix)source = 'Crawl'", "\(prefix)cultural = 1", "\(prefix)domain is null",
                "\(prefix)tokens > 1", "\(prefix)language in ('eng', 'zh')", "not \(prefix)stage = 'sft'",
            ])
        }

        private mutating func rows(_ columns: String = "id") -> String {
            let relation = pick(["places", "places", "countries", "licences", "samples"])
            let filter = pick(["", " where \(condition())", " where \(condition()) and \(condition())"])
            return "select \(columns) from \(relation)\(filter)"
        }

        private mutating func set() -> String {
            switch Int.random(in: 0..<6, using: &generator) {
            case 0: "\(rows()) intersect \(rows())"
            case 1: "\(rows()) except \(rows())"
            case 2: "\(rows()) union \(rows())"
            case 3: "\(rows()) union \(rows()) except \(rows())"
            case 4: "\(rows("distinct id"))"
            default:
                "\(rows()) group by id having count(*) \(pick([">= 2", "= 1", "between 2 and 3", "> 1 and not count(*) = 3"]))"
            }
        }

        /// By the id, and what follows from it.
        private mutating func byID(_ key: String) -> String {
            pick(["id", "id, \(key)", "\(key), id", "1, 2", "2, id"])
        }

        /// Distinct ids by columns of places.
        private mutating func distinctIDs() -> String {
            let level = pick(["place", "country", "iso3", "continent", "region", "subregion", "continent, country"])
            let key = pick(["", "", ", stage", ", source", ", language_code"])
            let filter = pick([
                "", "", " where \(condition())", " where continent = 'Asia'", " where country is not null",
                " where country like 'K%' and \(condition())", " where place = 'Kenya'",
            ])
            let having = pick(["", "", " having count(distinct id) > 1", " having count(*) > 1"])
            let from = pick(["places", "places", "countries", "samples s join places p on p.id = s.id"])
            if from.contains("join") {
                return
                    "select p.\(pick(["continent", "country"])), s.stage, count(distinct s.id) from \(from) group by 1, 2"
            }
            let written = "\(level)\(key)"
            let items = pick([
                written, written, "upper(\(level))", "\(level) is null", "max(\(level))", "count(distinct culture)",
            ])
            let keys = pick([written, written, "1", "upper(\(level))", "stage"])
            return "select \(items), count(distinct id) from \(from)\(filter) group by \(keys)\(having)"
        }

        /// A number of rows or values of one id.
        private mutating func rowsOrValues(_ key: String) -> String {
            pick([
                "count(*)", "count(*)", "count(distinct continent)", "count(country)", "count(distinct country)",
                "sum(n)",
                "count(distinct place)", "count(\(key))", "max(continent)",
            ])
        }

        mutating func next() -> String {
            if Int.random(in: 0..<6, using: &generator) == 0 { return distinctIDs() }
            let key = pick(["source", "stage", "domain", "language_code"])
            let number = pick(["id", "id", "tokens", "score"])
            let filter = pick(["", " where \(condition())"])
            let relation = pick(["samples", "places", "countries", "licences"])
            let list = pick(["places p", "countries p", "licences p"])
            let on = pick(["on p.id = s.id", "on s.id = p.id", "on p.id = s.id and \(condition("s."))", "using (id)"])
            return switch Int.random(in: 0..<20, using: &generator) {
            case 0, 1: "select count(*) from (\(set()))"
            case 2: "with c as (\(set())) select count(*) as k from c"
            case 3:
                "with c as (\(rows())) select \(key), count(*) from samples where id in (select id from c) group by 1"
            case 4:
                "select k, count(*) from (\(rows("id, \(rowsOrValues(key)) as k")) group by id) group by k order by k"
            case 5: "select n, count(*) from (\(rows("id, count(*) as n")) group by id) group by n"
            case 6:
                "select avg(k), max(k), min(k), sum(k) from (\(rows("id, \(rowsOrValues(key)) k")) group by id having k < 9)"
            case 7:
                "select \(key), avg(k), count(*) from (\(rows("id, \(key), \(rowsOrValues(key)) as k")) group by \(byID(key))) group by \(key)"
            case 8: "select count(distinct id) from \(relation)\(filter)"
            case 9:
                "select \(key), count(distinct id) from \(relation)\(filter) group by \(key) having count(distinct id) > 1"
            case 10:
                "select \(key) as k, count(distinct r.id) * 2 from \(relation) r\(filter) group by k order by 2 desc, 1"
            case 11, 12: "select \(key), min(\(number)), max(\(number)) from \(relation)\(filter) group by \(key)"
            case 13: "select min(\(number)), count(*) from \(relation)\(filter)"
            case 14:
                "select \(key), max(\(number)) filter (where \(condition())), count(*) from \(relation) group by 1 having min(id) > 3"
            case 15: "select \(key), min(\(number)) from \(relation)\(filter) group by 1 order by min(id), 1 limit 3"
            case 16: "select s.\(key), count(*), count(distinct p.culture) from samples s join \(list) \(on) group by 1"
            case 17:
                "select p.\(key) as k, avg(s.cultural) from \(list), samples s where p.id = s.id and \(condition("s.")) group by k"
            case 18: "select s.\(key), p.w, s.tokens from samples s join \(list) \(on) where \(condition("p."))"
            default:
                "select s.\(key), sum(s.n), sum(p.w), max(s.id) from \(list) join samples s \(on) group by s.\(key)"
            }
        }
    }

    private static func store(_ count: Int) throws -> Store { try TestCorpus.twoFiles(count, at: temporaryPath()) }

    @Test(arguments: [4, 60, 160]) func statementsAgreeWithThemselvesAsWritten(sampleCount: Int) throws {
        let store = try Self.store(sampleCount)
        var statements = Statement(generator: SeededGenerator(seed: UInt64(sampleCount) * 7 + 1))
        var rewritten = 0
        for _ in 0..<200 {
            let statement = statements.next()
            // A reader further out names all columns.
            let sql =
                switch Int.random(in: 0..<6, using: &statements.generator) {
                case 0: "select * from (\(statement))"
                case 1: "with w as (\(statement)) select w.*, 1 as one from w"
                default: statement
                }
            if StatementAnswer.expectSame(sql, in: store) != nil { rewritten += 1 }
        }
        #expect(rewritten > 140)
    }

    /// SQLite gets combinations, and no rows.
    @Test(arguments: [
        "select count(*) from (select id from places where continent = 'Asia' intersect select id from places)",
        "select count(*) from (select id from places except select id from places where continent = 'Europe')",
        "select count(*) from (select id from places union select id from samples where language = 'eng')",
        "select count(distinct id) from places where continent in ('Africa', 'Asia')",
        "select source, count(distinct id) from places group by source",
        "select k, count(*) from (select id, count(*) as k from places group by id) group by k order by k",
        "select n, count(*) from (select id, count(*) as n from places group by id) group by n",
        "select count(*) from (select id from places group by id having count(*) >= 3)",
        "select * from (select k, count(*) from (select id, count(*) as k from places group by id) group by k) limit 9",
        "with t as (select count(*) from (select id from places intersect select id from licences)) select * from t",
        "select c, stage, count(*) as n from (select id, stage, count(distinct continent) as c from places "
            + "where continent is not null group by id) group by c, stage",
        "select s.task, p.continent, count(*) from samples s join places p on p.id = s.id group by 1, 2",
        "select s.task, place, count(*) from places join samples s using (id) group by 1, 2",
        "select continent, stage, count(distinct id) from places group by 1, 2",
        "select country, count(distinct id) from places where country is not null group by country",
        "select place, count(distinct id) from places group by place",
        "select p.continent, s.stage, count(distinct s.id) from samples s join places p on p.id = s.id group by 1, 2",
        "select stage, avg(k) from (select stage, id, count(*) as k from places group by stage, id) group by stage",
        "select source, min(id), max(id) from samples group by source",
        "select place, min(id) from places group by place",
        "select source, min(tokens), max(score), count(*) from samples group by source",
    ]) func theScanAnswers(sql: String) throws {
        let store = try Self.store(160)
        #expect(StatementAnswer.expectSame(sql, in: store) != nil)
        store.collectScanStatistics(true)
        _ = try store.connection.rows(sql)
        let scans = store.takeScanStatistics()
        #expect(!scans.isEmpty && scans.allSatisfy { $0.isCollapsed && $0.resultCount < 150 }, "\(scans)")
    }

    /// An id that is used, and columns that the elements do not have.
    @Test(arguments: [
        "select id, k from (select id, count(*) as k from places group by id)",
        "select * from (select id from places intersect select id from licences)",
        "with t as (select id from places intersect select id from licences) select u.* from t u, (select 1)",
        "select max(id) from (select * from (select id from places intersect select id from licences))",
        "select max(a) from (select id as a from places intersect select id from licences)",
        "select s.*, p.place from samples s join places p on p.id = s.id",
        "select s.places, p.place from samples s join places p on p.id = s.id",
        "select s.language, p.language from samples s join languages p on p.id = s.id",
        "select continent, count(distinct id) from places where place = 'Kenya' group by continent",
        "select continent, country, count(distinct id) from places group by 1, 2",
        "select continent = 'Asia', count(distinct id) from places group by 1",
        "select stage, max(continent), count(distinct id) from places group by stage",
        "select continent, count(distinct id) from places",
        "select source, count(distinct id), count(*) from places group by source",
        "select min(id) over (partition by source) from samples",
    ]) func theseGetRows(sql: String) throws {
        let store = try Self.store(60)
        let found = StatementAnswer.expectSame(sql, in: store) ?? ""
        for column in ["queries of ids", "\"min(id)\"", "as \"p\""] { #expect(!found.contains(column), "\(found)") }
    }
}
