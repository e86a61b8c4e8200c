import Testing

@testable import Prompt

@Suite struct SurpriseTests {
    private func found(_ sql: String) -> [Surprises.Kind] { Surprises { .small }.found(in: sql) }

    @Test(arguments: [
        "select count(*) / count(distinct source) from samples",
        "select source, sum(id) / count(*) from samples group by 1",
        "select count(*) / (select count(*) from samples) from samples where stage = 'sft'",
        "select 100 * count(*) / sum(count(*)) over () from samples group by source",
        "select sum(case when stage = 'sft' then 1 else 0 end) / sum(n) from samples",
        "select sum(language = 'eng') / count(*) from samples",
        "with t as (select sum(n) / count(*) from samples) select 1",
        "select count(*) filter (where stage = 'sft'), count(*)/count(*) from samples",
    ]) func wholeNumbersAreDivided(sql: String) {
        #expect(found(sql) == [.wholeDivision])
    }

    @Test(arguments: [
        "select count(*) * 1.0 / count(*) from samples", "select 1.0 * count(*) / count(*) from samples",
        "select sum(w) / count(*) from places", "select sum(n * 1.0) / count(*) from samples",
        "select sum(cast(n as real)) / count(*) from samples", "select avg(n) / count(*) from samples",
        "select count(*) / 2.0 from samples", "select count(*) / 1000 from samples",
        "select total(n) / count(*) from samples",
        "select sum(k) / count(*) from (select 1.5 as k)", "create view v as select count(*) / count(*) from samples",
        "select 'count(*) / count(*)' from samples", "select sum(n / 2.0) / count(*) from samples",
    ]) func theseHaveTheirFractions(sql: String) {
        #expect(found(sql) == [])
    }

    @Test(arguments: [
        ("select \"stge\", count(*) from samples group by 1", "stge"),
        ("select count(*) from samples where stage = \"sft\"", "sft"),
        ("select s.id from samples s where \"lang\" is null order by \"lang\"", "lang"),
        ("with t as (select stage as \"x\" from samples) select \"y\" from t", "y"),
    ]) func aQuotedNameWithoutColumnIsAText(sql: String, name: String) {
        #expect(found(sql) == [.textInDoubleQuotes(name)])
    }

    @Test(arguments: [
        "select \"stage\", count(*) from samples group by 1",
        "select count(*) as \"all\" from samples order by \"all\"",
        "select count(*) \"all\", stage \"Stage of it\" from samples s order by \"all\", \"Stage of it\"",
        "select \"s\".\"stage\" from samples as \"s\"",
        "with t(\"a\", \"b\") as (select 1, 2) select \"a\", \"b\" from t",
        "select \"key\" from json_each('[1]')", "select \"rowid\" from source_stage", "select [stge] from samples",
        "select stage collate \"nocase\" from samples",
        "select case when n then 1 end \"k\" from samples order by \"k\"",
        "select stage as kind, count(*) c from samples group by \"kind\" order by \"c\"",
        "select \"abs\"(n) from samples", "insert into source_stage values (\"a\")",
    ]) func theseNamesAreKnown(sql: String) {
        #expect(found(sql) == [])
    }

    @Test(arguments: [
        ("select source, count(*) as n from samples group by source having n > 9", "having"),
        ("select upper(source) as n, count(*) from samples group by n", "group by"),
        ("select source, count(*) n from samples group by source order by n * 1.0 desc", "order by"),
        ("select place as w from places p where abs(w) > 1", "where"),
        ("select * from (select source, count(*) as n from samples group by 1 having N > 9)", "having"),
    ]) func anAliasThatIsAHiddenColumn(sql: String, clause: String) {
        #expect(found(sql).contains(.hiddenColumn(sql.contains(" as w ") ? "w" : "n", clause: clause)), "\(found(sql))")
    }

    @Test(arguments: [
        "select source, count(*) as n from samples group by source order by n desc, 1",
        "select source, count(*) as n from samples group by source order by 1, n limit 3",
        "select source, sum(n) as n from samples group by source having sum(n) > 3 order by sum(n) desc",
        "select source, count(*) as k from samples having n",
        "with c as (select source, count(*) as n from samples group by 1) select source from c where n > 9",
        "select source as n from source_stage where n = 'a'", "select samples.n as n from samples where samples.n = 1",
        "select count(*) as n from samples where id in (select n from source_stage)",
        "select source, count(*) filter (where n > 0) as n from samples group by 1",
    ]) func anAliasThatMeansItself(sql: String) {
        #expect(found(sql) == [])
    }

    @Test func aJoinOfAnotherDatabaseIsAnotherName() {
        #expect(found("select * from places semi join samples using (id)") == [.unknownJoin("semi")])
        #expect(found("select count(*) from samples ANTI JOIN places using (id)") == [.unknownJoin("anti")])
        #expect(found("select * from samples left join places using (id)") == [])
        #expect(found("select semi.id from samples as semi, places") == [])
    }

    @Test func aPartInBracketsIsAName() {
        #expect(found("select text[1:3] from samples") == [.nameInBrackets("[1:3]")])
        #expect(found("select upper(text)[-1], source[2] as x from samples").contains(.nameInBrackets("[-1]")))
        #expect(found("select text [part 1], [stge], source as [2] from samples") == [])
    }

    @Test func eachIsToldWithWhatToWrite() {
        let surprises = Surprises { .small }
        #expect(surprises.remark(.wholeDivision).contains("by 1.0"))
        #expect(
            surprises.remark(.textInDoubleQuotes("stge"))
                == "No column is named stge, so \"stge\" is a text here: did you mean stage?")
        #expect(surprises.remark(.textInDoubleQuotes("xyzzyxyzzy")).hasSuffix("Write texts in single quotes."))
        #expect(surprises.remark(.unknownJoin("anti")).contains("where id not in (select id from …)"))
        #expect(surprises.remark(.unknownJoin("asof")).hasSuffix("an inner one."))
    }
}
