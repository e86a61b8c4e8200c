import SQLite
import Testing
import Warehouse

@testable import Reports

/// What a person may type after --where.
@Suite struct ReportConditionTests {
    private func check(_ text: String) throws -> SQLError? {
        try SmallCorpus.withStore(of: SmallCorpus.samples) { store in
            let samples = try #require(store.relations.first { $0.name == "samples" })
            do {
                try ReportCondition(text, on: samples).check(on: store.connection)
                return nil
            } catch let error as SQLError {
                #expect(error.sql == text, "the place is not in what was typed")
                return error
            }
        }
    }

    @Test(arguments: [
        "true", "stage = 'sft'", "source in ('web', 'aya') or cultural", "language = 'it''s; -- fine'",
        "id in (select id from places where country = 'Peru')", "(stage) = (('sft'))", "text like '%)%'",
        "\"source\" = 'web'", "exists (select 1 from country)", "case when cultural then 1 else 0 end",
        "source = 'x'\n and stage is null", "not cultural",
    ])
    func taken(_ text: String) throws {
        #expect(try check(text) == nil)
    }

    @Test(arguments: [
        ("", 0), ("   ", 0), ("stage = 'sft", 8), ("true /* and", 5), ("true -- and", 5), ("true; drop table load", 4),
        ("1) or (1", 1), ("(1", 2), ("[stage", 0), ("stag = 'sft'", 0), ("cultural and stag = 1", 13),
    ])
    func refusedAtItsPlace(_ text: String, _ offset: Int) throws {
        #expect(try check(text)?.offset == offset)
    }

    @Test(arguments: [
        "true group by stage", "true order by 1", "true limit 1", "true union select 1", "select 1", "1, 2",
        "stage = $x",
        "stage = ?", "sum(n) > 1", "n > 1", "count(*) over () > 1", "true window w as ()", "tokens_sum > 1",
        "true)\u{0}(", "tallies.n > 1", "'a' 'b' 'c'", "= 1", "true returning 1",
    ])
    func refused(_ text: String) throws {
        #expect(try check(text) != nil)
    }

    /// Whatever is taken leaves the other samples as they are: a condition and its opposite part the corpus.
    @Test(arguments: ["cultural", "stage = 'sft'", "language is null", "id in (select id from places)"])
    func partsTheSamples(_ text: String) throws {
        try SmallCorpus.withStore(of: SmallCorpus.samples) { store in
            let count = { (condition: String) in
                try store.connection.value("select count(*) from samples where (\(condition))").integer ?? 0
            }
            let unknown = try count("(\(text)) is null")
            #expect(try count(text) + count("not (\(text))") + unknown == 11)
        }
    }
}
