import SQLite
import TestSupport
import Testing

@testable import Warehouse

/// Steps and sub-queries that only filter and derive, read in place.
@Suite struct StepInliningTests {
    /// Makes statements that read such steps; names clash on purpose.
    private struct Statement {
        var generator: SeededGenerator

        private mutating func pick(_ elements: [String]) -> String {
            elements[Int.random(in: 0..<elements.count, using: &generator)]
        }

        private mutating func derived() -> String {
            pick([
                "case when language = 'eng' then 'eng' else 'other' end", "language || '-' || stage", "upper(source)",
                "cultural + 1", "coalesce(domain, 'none')", "source = 'Crawl'", "language", "samples.stage",
                "length(text) > 5", "'all'", "1", "id % 2", "cast(cultural as text)", "n", "-cultural",
                "(select 1)", "max(stage, source)", "max(cultural)",
            ])
        }

        private mutating func condition(_ prefix: String = "") -> String {
            pick([
                "\(prefix)cultural = 1", "\(prefix)language <> 'eng'", "\(prefix)source like 'C%'",
                "\(prefix)domain is null or \(prefix)cultural = 0", "\(prefix)stage in ('sft', 'alignment')",
            ])
        }

        private mutating func step(of table: String) -> String {
            let name = pick(["l", "k", "domain", "source", "L", "\"a b\"", "stage"])
            let items = pick([
                "*", "samples.*", "stage, \(derived()) as \(name), cultural", "stage, cultural, \(derived()) \(name)",
                "source, stage, language, cultural, domain, n, \(derived()) as l, \(derived()) as k",
                "stage as s, source as l, language as stage", "stage, source, language, cultural, domain",
            ])
            let written = table == "samples" ? items : items.replacing("samples.", with: "\(table).")
            let filter = Bool.random(using: &generator) ? " where \(condition())" : ""
            let end = pick(["", "", "", "", "", " limit 9", " group by stage"])
            return "select \(written) from \(table)\(filter)\(end)"
        }

        mutating func next() -> String {
            let key = pick(["l", "stage", "c.l", "source", "upper(l)", "k", "c.stage, k", "language", "s"])
            let value = pick([
                "count(*)", "avg(cultural)", "sum(n)", "count(distinct k)", "max(l)", "count(l)", "sum(c.cultural)",
                "count(*) filter (where l = 'eng')", "count(*) * 1.0 / (select count(*) from c)", "count(id)",
                "count(*) - (select count(*) from c where c.stage = 'sft')", "(select max(c.l) from c)",
                "sum(cultural > (select avg(c.cultural) from c))",
                "count(*) - (select count(*) from c x where x.source = c.source and exists (select 1 from c where l))",
            ])
            let filter = pick([
                "", " where \(condition())", " where \(condition("c."))", " where l = 'eng' or k is null",
                " where l in (select language from samples where cultural = 1)",
                " where exists (select 1 from meaning where name = l)", " where id in (select id from places)",
                " where exists (select 1 from places p where p.id = c.id and cultural = 1)",
            ])
            let alias = pick(["", " as x", " stage", " l", " as domain"])
            // Names of columns of the relation that the step may not have.
            let valueAlias = pick(["", "", " as n", " as n", " as domain", " as w"])
            let order = pick([
                "", " order by 2, 1", " order by l", " order by \(key)", " order by \(value), 1", " order by n desc, 1",
                " order by n + 1, 1", " order by domain, 1",
            ])
            let items = "\(key)\(key.contains(",") ? "" : alias), \(value)\(valueAlias)"
            let query = "select \(items) from c\(filter) group by \(key)\(order)"
            switch Int.random(in: 0..<9, using: &generator) {
            case 0:
                return query.replacing(" from c", with: " from (\(step(of: "samples"))) c")
            case 1:
                return query.replacing(" from c", with: " from (\(step(of: "samples")))").replacing("c.", with: "")
            case 2: return "with b as (\(step(of: "samples"))), c as (\(step(of: "b"))) \(query)"
            case 3:
                return "with c as (\(step(of: "samples"))) select meaning.label, \(value) from c join meaning on "
                    + "meaning.name = l\(filter) group by 1"
            case 4:
                return "with c as (\(step(of: "samples"))) select label, \(value) from meaning left join c on l = name "
                    + "group by label"
            case 5: return "with c as (\(step(of: "samples"))) select \(value), \(key) from c union all \(query)"
            case 6: return "with c as \(pick(["", "not ", "  "]))materialized (\(step(of: "samples"))) \(query)"
            default: return "with c as (\(step(of: "samples"))) \(query)"
            }
        }
    }

    private static func store(seed: UInt64) throws -> Store {
        let store = try TestCorpus.write(TestCorpus.random(150, seed: seed), to: temporaryPath(), batchRows: 50)
        try store.connection.execute(
            """
            create table meaning (name text, label text);
            insert into meaning values ('Crawl', 'web'), ('eng', null), (null, 'none'), ('other', 'l'), ('sft', 'web');
            """)
        return store
    }

    @Test(arguments: [1, 2, 3, 4]) func statementsAgreeWithThemselvesAsWritten(seed: UInt64) throws {
        let store = try Self.store(seed: seed)
        var statements = Statement(generator: SeededGenerator(seed: seed * 131))
        var rewritten = 0
        for _ in 0..<500 where StatementAnswer.expectSame(statements.next(), in: store) != nil { rewritten += 1 }
        #expect(rewritten > 25)
    }

    @Test(arguments: [
        "with c as (select * from samples where cultural = 1) select stage, count(*) from c group by stage",
        "with c as (select stage, language = 'eng' as e, cultural from samples) select e, avg(cultural) from c group by e",
        "select d.E, count(*) from (select language = 'eng' as e, domain from samples) d where domain = 'Law' group by 1",
        "with a as (select source, language, cultural from samples), b as (select source from a where cultural) "
            + "select source, count(*) from b group by source",
        "with c as (select stage, upper(source) as s from samples) select s, label, count(*) from c "
            + "join meaning on name = stage group by 1, 2",
        "select stage, avg(c), sum( c ) * 2 from (select stage, cultural = 1 as c from samples) group by stage",
        // A column of the relation that the step does not have is a common alias.
        "with c as (select source, language = 'eng' as e from samples) select e, count(*) as n from c group by e "
            + "order by n desc",
        "with c as (select source, language from samples where cultural = 1) select language as culture, count(*) as n, "
            + "avg(language = 'eng') as domain from c group by language order by domain, n",
        // Among the columns that a step leaves out are lists, of the names of relations.
        "with c as (select * from samples where cultural = 1) select stage, count(*) from c "
            + "where exists (select 1 from places p where p.id = c.id) group by stage",
        "with c as (select id, stage from samples) select stage, count(*) as n from c "
            + "where id not in (select id from places) group by stage",
        "with c as (select * from samples) select source, count(*) * 1.0 / (select count(*) from c t "
            + "where t.source = c.source) from c group by source",
        // The nested query calls its own table by the same name.
        "with c as (select * from samples where language <> 'xx') select source, "
            + "count(*) * 1.0 / (select count(*) from c) from c group by source",
        "with c as (select source, language = 'eng' as e from samples where cultural) select source, avg(e) - "
            + "(select avg(c.e) from c) from c group by source having count(*) > (select min(c.e) from c)",
        "select avg(t.c) /* share */, max(c) - min(c) from (select language = 'eng' as c from samples) as t",
    ]) func theScanGroups(sql: String) throws {
        let store = try Self.store(seed: 9)
        store.collectScanStatistics(true)
        _ = try store.connection.rows(sql)
        let scan = try #require(store.takeScanStatistics().first)
        #expect(scan.isCollapsed, "\(scan)")
    }

    /// `order by` names a column of the result before one of the relation, but not within an expression.
    @Test(arguments: [
        "select stage as l, count(*) as n from (select stage, upper(source) as l from samples) c group by stage "
            + "order by n + 1, l",
        "select stage as n, count(*) from (select stage from samples) group by n order by n",
        "select upper(k) as x, count(*) from (select stage, source as k from samples) group by k order by k desc",
        "select count(*) as n from (select stage from samples) group by stage having n > 9",
    ]) func anAliasMeansWhatItMeant(sql: String) throws {
        _ = StatementAnswer.expectSame(sql, in: try Self.store(seed: 9))
    }

    /// The name of a step after `from` was taken for an alias of the item before it, so that a reader was not counted
    /// that needs the rows.
    @Test(arguments: [
        "with c as (select source, stage, cultural, n from samples limit 90) select source, "
            + "count(*) * 1.0 / (select sum(n) from c) from c where cultural = 1 group by source order by stage",
        "with c as (select *, (select 1) as l from samples where language <> 'eng') select source, "
            + "count(*) * 1.0 / (select count(*) from c) from c where cultural = 1 group by source order by l",
        "with c as (select stage, n, cultural, (select 2) as k from samples) select avg(cultural), k from c "
            + "union all select k, avg(cultural) from c group by k",
    ]) func everyReaderOfAStepCounts(sql: String) throws {
        _ = StatementAnswer.expectSame(sql, in: try Self.store(seed: 1))
    }

    /// The names of a result are those of the step, as it wrote them.
    @Test func aDerivedColumnKeepsItsName() throws {
        let store = try Self.store(seed: 9)
        let sql =
            "with c as (select language = 'eng' as English from samples) select c.ENGLISH, count(*) from c group by 1"
        #expect(StatementAnswer.expectSame(sql, in: store) != nil)
        #expect(try StatementAnswer(sql, store).names == ["English", "count(*)"])
        let expressions = "select avg(c), sum( c ) * 2 from (select cultural = 1 as c from samples)"
        #expect(StatementAnswer.expectSame(expressions, in: store) != nil)
        #expect(try StatementAnswer(expressions, store).names == ["avg(c)", "sum( c ) * 2"])
    }
}
