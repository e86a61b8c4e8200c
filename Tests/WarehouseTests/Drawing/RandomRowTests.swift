import SQLite
import TestSupport
import Testing

@testable import LocalFacts
@testable import Warehouse

/// `order by random() limit …`, for which a relation draws rows in place of numbering all.
@Suite struct RandomRowTests {
    /// Seven row groups, one of them of one sample.
    private static func store(seed: UInt64 = 4) throws -> Store {
        let store = try TextCorpus(loads: [60, 1, 90, 40, 33, 80, 20], seed: seed).store
        var draw = seed
        store.engine.scans.randomness = {
            draw += 1
            return SeededGenerator(seed: draw)
        }
        return store
    }

    /// Whether the relation draws the rows: the plan shows that SQLite sorts nothing.
    private static func isDrawn(_ sql: String, _ store: Store) throws -> Bool {
        let plan = try store.connection.rows("explain query plan " + sql).map { $0[3].text ?? "" }
        return !plan.contains { $0.contains("ORDER BY") }
    }

    private static let conditions = [
        "", "where source = 'Crawl'", "where source is null and domain in ('Math', 'Code')", "where id > 150",
        "where source <> 'Crawl' and id between 20 and 200", "where text like '%a%'", "where tokens > 0",
        "where text like '%harvest%' and source = 'Prefs'", "where source = 'nowhere'", "where id = 17",
        "where source = 'crawl' collate nocase", "where length(domain) = 4 or task = 'QA'",
        "where text > 'a' and note is not null", "where cultural", "where not (source = 'Crawl')",
        "where text = 'harvest'", "where length(text) between 3 and 20", "where length(note) > 1 and cultural = 1",
        "where score < 1 and note glob '*a*'",
    ]

    @Test(arguments: [0, 3, 400]) func rowsAreSomeOfThoseThatPassAndNoneTwice(limit: Int) throws {
        let store = try Self.store()
        var drawn = 0
        for condition in Self.conditions {
            for relation in ["samples", "places"] {
                let element = relation == "samples" ? "task" : "place"
                let columns = "id, \(element), source, text, note, tokens, score, stage, id"
                let all = try store.connection.rows("select \(columns) from \(relation) \(condition)")
                let sql = "select \(columns) from \(relation) \(condition) order by random() limit \(limit)"
                let rows = try store.connection.rows(sql)
                #expect(rows.count == min(limit, all.count), "\(sql)")
                #expect(Set(rows).count == rows.count && Set(rows).isSubset(of: all), "\(sql)")
                let skipping = try store.connection.rows(sql + " offset 5")
                #expect(skipping.count == min(limit, max(0, all.count - 5)), "\(sql)")
                #expect(Set(skipping).count == skipping.count && Set(skipping).isSubset(of: all), "\(sql)")
                if try Self.isDrawn(sql, store) { drawn += 1 }
            }
        }
        #expect(drawn > 24)
    }

    @Test(arguments: [
        "select * from samples order by random() limit 20",
        "SELECT s.id, text FROM samples AS s WHERE s.stage = 'sft' ORDER BY RANDOM ( ) DESC LIMIT 5 OFFSET 2;",
        "select place from places where country = 'India' order by random() asc limit 5",
        "select text from samples where text like '%harvest%' and language = 'eng' order by random() limit 1",
        "select language, length(text) from samples order by random() limit :count",
        "select id from samples where length(domain) = 4 order by random() limit 3",
        "select id from samples where source = 'crawl' collate nocase and id in (1, 2, 7) order by random() limit 3",
        "select id, note from samples where length(text) > 5 and cultural order by random() limit 3",
        "select count(*) from (select id from samples order by random() limit 7)",
        "with some as (select id, source from samples order by random() limit 7) select source, count(*) from some group by 1",
    ]) func theseAreDrawn(sql: String) throws {
        let store = try Self.store()
        let inner = sql.contains("(select") ? "select id, source from samples order by random() limit 7" : sql
        #expect(try Self.isDrawn(inner, store))
        #expect(try store.connection.prepare(sql).rewrittenSQL?.contains("\"random()") == true)
    }

    @Test(arguments: [
        "select s.id from samples s join samples t using (id) order by random() limit 3",
        "select distinct source from samples order by random() limit 3",
        "select source from samples group by source order by random() limit 3",
        "select * from (select id from samples union all select id from places) order by random() limit 3",
        "select random() from samples order by random() limit 3",
        "select random() as r, id from samples order by random() limit 3",
        "select id from samples where random() % 2 order by random() limit 3",
        "select id from samples order by random(), id limit 3",
        "select id from samples order by random() + 1 limit 3",
        "select row_number() over (), id from samples order by random() limit 3",
        "select count(*) from samples order by random() limit 3",
        "select (select id from samples order by random() limit 1) from file",
        "select id from samples order by id limit 3",
    ]) func theseStayAsWritten(sql: String) throws {
        let store = try Self.store()
        #expect(try store.connection.prepare(sql).rewrittenSQL?.contains("\"random()") != true)
    }

    /// What SQLite checks itself, and what would cost more than sorting, is numbered row by row.
    @Test(arguments: [
        "select id from samples where text > 'a' order by random() limit 3",
        "select id from samples where not (text like '%a%') order by random() limit 3",
        "select id from samples where source = 'Crawl' and length(text) % 2 = 1 order by random() limit 3",
        "select id from samples where length(domain) = 4 or text like '%a%' order by random() limit 3",
        "select id from samples order by random()", "select id from samples order by random() limit 1000000",
    ]) func theseAreSorted(sql: String) throws {
        #expect(try !Self.isDrawn(sql, Self.store()))
    }

    @Test func everyRowIsAsLikelyAndInEveryPlace() throws {
        let store = try Self.store()
        let statement = try store.connection.prepare(
            "select id from samples where source = 'Crawl' order by random() limit 4")
        let passing = try store.connection.rows("select id from samples where source = 'Crawl'").count
        #expect(passing > 80)
        var byRow: [Int64: Int] = [:]
        var firsts: [Int64: Int] = [:]
        let draws = 800
        for _ in 0..<draws {
            statement.reset()
            var place = 0
            while try statement.step() {
                let id = try #require(statement.value(at: 0).integer)
                byRow[id, default: 0] += 1
                if place == 0 { firsts[id, default: 0] += 1 }
                place += 1
            }
            #expect(place == 4)
        }
        // Six standard deviations above what is expected of as many degrees of freedom as there are rows less one.
        let bound = Double(passing - 1) + 6 * (2 * Double(passing - 1)).squareRoot()
        #expect(ChiSquare.ofEqual(Array(byRow.values), count: passing) < bound)
        #expect(ChiSquare.ofEqual(Array(firsts.values), count: passing) < bound)
    }

    @Test func neighboursInTheStoreAreNoNeighboursInTheDraw() throws {
        let store = try Self.store()
        let rows = try store.connection.rows("select id from samples order by random() limit 324")
        let ids = rows.compactMap(\.[0].integer)
        #expect(ids.sorted() == Array(1...324))
        #expect(zip(ids, ids.dropFirst()).count { $1 == $0 + 1 } < 10)
    }

    /// More rows than are drawn at once, and a limit that is not known when the statement is made.
    @Test func rowsGoOnBehindThoseThatWereDrawnFirst() throws {
        let store = try Self.store()
        let all = try store.connection.rows("select id, text from samples")
        let statement = try store.connection.prepare("select id, text from samples order by random() limit ?")
        for limit in [0, 1, 63, 64, 65, 200, 1_000, -1] {
            statement.reset()
            try statement.bind([.integer(Int64(limit))])
            var rows: [[SQLValue]] = []
            while try statement.step() { rows.append(statement.row()) }
            #expect(rows.count == (limit < 0 ? all.count : min(limit, all.count)))
            #expect(Set(rows).count == rows.count && Set(rows).isSubset(of: all))
        }
    }

    @Test func noUserIsToldOfTheColumn() throws {
        let store = try Self.store()
        #expect(!store.relations.contains { $0.columns.contains { $0.name.contains("(") } })
        #expect(try !store.connection.prepare("select * from samples").columnNames.contains("random()"))
    }
}
