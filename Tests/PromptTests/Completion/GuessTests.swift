import SQLite
import Testing
import Warehouse

@testable import Prompt

@Suite struct ErrorHintTests {
    private func hint(_ message: String, _ sql: String = "", offset: Int? = nil) -> String? {
        ErrorHint(catalogue: .small).hint(for: SQLError(code: 1, message: message, sql: sql, offset: offset), sql: sql)
    }

    @Test func names() {
        #expect(hint("no such column: stge", "select stge from samples") == "Did you mean stage?")
        #expect(hint("no such column: s.lang_uage", "select s.lang_uage from samples s") == "Did you mean language?")
        #expect(
            hint("no such column: country", "select country from samples")
                == "country is a column of places: read it from there.")
        #expect(
            hint("no such column: 0.25,0.5", "select quantile(n, [0.25,0.5]) from samples")?.contains("no lists")
                == true)
        #expect(hint("no such column: stge", "select [stge] from samples") == "Did you mean stage?")
        #expect(hint("no such table: sampels") == "Did you mean samples?")
        #expect(hint("no such table: xyzzy") == "`.tables` lists what there is.")
        #expect(hint("no such function: ginni") == "Did you mean gini?")
        #expect(hint("no such function: xyzzyxyzzy") == nil)
        #expect(hint("no such function: rollup")?.contains("union all") == true)
        #expect(hint("no such table: range")?.contains("with recursive") == true)
    }

    @Test func functionsOfOtherDatabases() {
        #expect(hint("no such function: nunique") == "Write count(distinct x), which is exact.")
        #expect(hint("no such function: ARRAY_AGG") == "Write json_group_array(x), a JSON array.")
        #expect(
            hint("near \"(\": syntax error", "select left(text, 3) from samples", offset: 11)
                == "SQLite reads left as a join: write \"left\"(text, n) with the quotes.")
        #expect(
            hint("near \"group\": syntax error", "select percentile_cont(0.5) within group (order by n)", offset: 35)
                == "The values come first here: percentile_cont(x, p), without `within group`.")
        #expect(
            hint("unrecognized token: \":\"", "select n::text from samples", offset: 8)
                == "Write cast(x as integer), real or text in place of x::type.")
    }

    /// Each of these is valid in DuckDB.
    @Test(arguments: [
        ("select * exclude (text) from samples", "name those that you want"),
        ("select * from samples using sample 5", "order by random() limit n"),
        ("select source, count(*) from samples group by all", "group by 1, 2"),
        ("select distinct on (source) source, id from samples", "row_number()"),
        ("select string_agg(source, ',' order by source) from samples", "aggregate a sub-query"),
        ("describe samples", ".describe samples"), ("summarize samples", ".describe samples"),
        ("select 2^3", "pow(a, b)"), ("exit;", "`.quit`"), ("quit", "`.quit`"), ("\\dt", "`.tables`"),
        ("copy (select 1) to 'x.csv'", "`.once FILE`"),
        ("show tables", ".tables"), ("select 5 // 2", "a / b"), ("select source ~ 'a' from samples", "regexp"),
        ("select g from (values ('eng', 'A')) as t(l, g)", "with t(a, b) as (values …)"),
        ("select * from samples fetch first 5 rows only", "limit n"), ("select top 5 id from samples", "limit n"),
        ("select * from samples, lateral (select 1)", "json_each(list)"),
        ("select * replace (1 as id) from samples", "name those that you want"),
        ("select samples.* replace (1 as id) from samples", "name those that you want"),
        ("select extract(year from '2020-01-01')", "strftime("),
        ("select try_cast(source as integer)", "cast(x as type)"),
        ("select stage, count(*) from samples group by grouping sets ((stage), ())", "union all"),
    ]) func formsOfDuckDB(sql: String, advice: String) {
        #expect(hint("near \"x\": syntax error", sql, offset: 0)?.contains(advice) == true)
    }

    @Test(arguments: [
        ("misuse of aggregate: count()", "select source from samples where count(*) > 3", 33, "in `having`"),
        (
            "misuse of aggregate: count()", "select source from samples where (coalesce(count(*), 0)) > 3", 43,
            "`having`"
        ),
        ("misuse of aggregate: count()", "select sum(1.0 * (count(*))) from samples", 18, "in another"),
        ("misuse of aggregate: avg()", "select max(id), (select max(avg(n)) from samples)", 28, "in another"),
        ("misuse of aggregate: avg()", "select max((select 1 from samples where avg(n) > 1))", 40, "`having`"),
        ("misuse of window function row_number()", "select 1 where row_number() over () = 1", 15, "`qualify`"),
        ("misuse of aliased window function r", "select row_number() over () as r where r < 3", 0, "`qualify`"),
        ("aggregate functions are not allowed in the GROUP BY clause", "select 1 group by count(*)", 0, "sub-query"),
    ]) func misplacedAggregates(message: String, sql: String, offset: Int, advice: String) {
        #expect(hint(message, sql, offset: offset)?.contains(advice) == true)
    }

    /// A direction is no `describe`.
    /// What DuckDB reads as a file is a table that is not there.
    @Test(arguments: ["read_csv", "read_csv_auto", "read_parquet", "x.csv", "data/x.parquet", "a.jsonl.gz"])
    func filesAsTables(name: String) {
        #expect(hint("no such table: \(name)", "select * from t", offset: nil)?.contains("--table t=FILE") == true)
        #expect(hint("no such table: smaples", "select * from t", offset: nil) == "Did you mean samples?")
    }

    @Test func otherErrorsGetNoAdviceOnForms() {
        #expect(hint("near \")\": syntax error", "select id from samples order by id desc)", offset: 39) == nil)
    }

    @Test func aColumnOfAnotherRelation() {
        #expect(
            hint("no such column: country", "select country from samples")
                == "country is a column of places: read it from there.")
    }

    @Test func functionsAreShownAsTheyAreCalled() {
        #expect(
            hint("wrong number of arguments to function hill()", "select hill(n) from samples")
                == "It is called hill(x, q): Hill number.")
    }

    @Test func keywords() {
        let sql = "select stage frm samples"
        #expect(hint("near \"samples\": syntax error", sql, offset: 17) == "“frm”: did you mean from?")
        #expect(hint("near \"selct\": syntax error", "selct 1", offset: 0) == "“selct”: did you mean select?")
        #expect(hint("near \")\": syntax error", "select )", offset: 7) == nil)
    }
}

@Suite struct MissingValuesTests {
    private func remarks(_ sql: String) -> [String] { MissingValues(catalogue: .small).remarks(on: sql) }

    @Test func aValueThatDoesNotOccur() {
        #expect(
            remarks("select * from samples where language = 'swa'") == [
                "No sample has language 'swa': did you mean 'swe' or 'swh'?"
            ])
        #expect(remarks("select * from samples where language = 'klingon'") == ["No sample has language 'klingon'."])
        #expect(
            remarks("select * from samples where language in ('eng', 'sw')")
                == ["No sample has language 'sw': did you mean 'swe' or 'swh'?"])
    }

    @Test func valuesThatOccurAndColumnsWithoutValues() {
        #expect(remarks("select * from samples where language = 'eng' and text = 'x' and id = 'y'") == [])
        // The values of stage are unknown: the list was not available at once.
        #expect(remarks("select * from samples where stage = 'nowhere'") == [])
    }

    @Test func emptiness() {
        var result = KeptResult(columns: ["a", "b"])
        #expect(MissingValues.isEmpty(result))
        result.keep([.null, 0])
        #expect(MissingValues.isEmpty(result))
        result.keep([.null, 0])
        #expect(!MissingValues.isEmpty(result))
    }
}
