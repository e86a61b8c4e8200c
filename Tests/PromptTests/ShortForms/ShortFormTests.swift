import Testing

@testable import Prompt

@Suite struct ShortFormTests {
    private func sql(_ text: String) -> String? {
        if case .sql(let sql) = ShortForm(text)?.meaning { sql } else { nil }
    }

    private func command(_ text: String) -> String? {
        if case .command(let line) = ShortForm(text)?.meaning { line } else { nil }
    }

    @Test func from() {
        #expect(sql("from samples;") == "select * from samples")
        #expect(sql("FROM samples where stage = 'sft'") == "select * FROM samples where stage = 'sft'")
        #expect(sql("from samples select stage, sum(n)") == "select stage, sum(n) from samples")
        #expect(
            sql("from samples where cultural select stage, sum(n) as n group by stage order by n;")
                == "select stage, sum(n) as n from samples where cultural group by stage order by n")
        // The clauses of a subquery are not its own.
        #expect(
            sql("from (select stage, n from samples where cultural) select stage, sum(n) group by stage")
                == "select stage, sum(n) from (select stage, n from samples where cultural) group by stage")
        #expect(sql("from samples select 'from where', \"group\"") == "select 'from where', \"group\" from samples")
    }

    @Test func show() {
        #expect(command("show tables;") == ".tables")
        #expect(command("SHOW COLUMNS") == ".describe samples")
        #expect(command("show columns from places") == ".describe places")
        #expect(command("show reports") == ".reports")
        #expect(command("show me") == nil)
    }

    @Test func describeAndSummarize() {
        #expect(command("describe samples") == ".describe samples")
        #expect(command("summarize samples;") == ".columns samples")
        #expect(command("describe \"my table\"") == ".describe \"my table\"")
        #expect(command("describe") == nil)
    }

    @Test func report() {
        #expect(command("report decay") == ".report decay")
        #expect(command("report concentration-indices;") == ".report concentration-indices")
        #expect(
            command("report decay by source where language = 'swh'")
                == ".report decay --by source --where \"language = 'swh'\"")
        #expect(
            command("report concentration where stage in ('sft', 'alignment') weighted by tokens")
                == ".report concentration --where \"stage in ('sft', 'alignment')\" --weight tokens")
        #expect(
            command("report decay with level = 0.9, seed = 7 as csv into 'my tables'")
                == ".report decay --param level=0.9 --param seed=7 --format csv --out \"my tables\"")
        #expect(
            command("report decay where \"my column\" = 'a\\b'")
                == ".report decay --where \"\\\"my column\\\" = 'a\\\\b'\"")
        for broken in [
            "report", "report decay by", "report decay where", "report decay for me", "report decay with level",
        ] {
            #expect(ShortForm(broken) == nil, "\(broken)")
        }
    }

    /// What is SQL stays SQL.
    @Test(arguments: [
        "select 1", "with a as (select 1) select * from a", "explain query plan select 1", "values (1)", "", "report.x",
        "pragma table_info('x')", "-- from samples", "show", "describe a b",
    ])
    func sqlIsNoShortForm(_ text: String) { #expect(ShortForm(text) == nil) }

    /// The line of a command has the words that were meant.
    @Test(arguments: ["plain", "two words", "it's", "a \"quote\"", "back\\slash", "日本", "", "a=b", "$x"])
    func wordsComeBack(_ word: String) throws {
        #expect(try CommandWords.words(of: ShortForm.word(word)) == [word])
    }
}
