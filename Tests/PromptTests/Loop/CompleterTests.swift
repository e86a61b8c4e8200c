import Testing

@testable import Prompt

@Suite struct CompleterTests {
    private let completer = Completer(
        catalogue: .small,
        files: { folder in
            folder == "" ? ["corpus.sqlite", "queries/", "notes.txt"] : folder == "queries/" ? ["mine.sql"] : []
        })

    /// The candidates at the `|` of a text.
    private func candidates(_ text: String) -> [String] { completion(text).candidates.map(\.text) }

    private func completion(_ text: String) -> Completion {
        let parts = text.split(separator: "|", maxSplits: 1, omittingEmptySubsequences: false)
        return completer.completion(of: parts.joined(), at: parts[0].utf8.count)
    }

    /// The text after the first candidate has been taken.
    private func completed(_ text: String) -> String? {
        let completion = completion(text)
        let plain = Array(text.replacing("|", with: "").utf8)
        guard let first = completion.candidates.first else { return nil }
        let bytes =
            plain[..<completion.range.lowerBound] + Array(first.text.utf8) + plain[completion.range.upperBound...]
        return String(decoding: bytes, as: UTF8.self)
    }

    @Test func valuesAfterAComparison() {
        #expect(candidates("select n from samples where language = '|") == ["'eng'", "'swh'", "'swe'"])
        #expect(candidates("select n from samples where language = 'sw|") == ["'swh'", "'swe'"])
        #expect(candidates("select n from samples where language = |") == ["'eng'", "'swh'", "'swe'"])
        #expect(candidates("select n from samples where language <> 'SW|") == ["'swh'", "'swe'"])
        #expect(candidates("select n from samples where language like '|") == ["'eng'", "'swh'", "'swe'"])
        #expect(candidates("select n from samples where language is not '|") == ["'eng'", "'swh'", "'swe'"])
        #expect(completion("select n from samples where language = '|").candidates[0].detail == "90")
    }

    @Test func valuesInAList() {
        #expect(candidates("select n from places where country in (|") == ["'Kenya'", "'Côte d''Ivoire'", "'日本'"])
        #expect(candidates("select n from places where country in ('Kenya', '日|") == ["'日本'"])
        #expect(candidates("select n from places where country not in ('|") == ["'Kenya'", "'Côte d''Ivoire'", "'日本'"])
        #expect(candidates("select coalesce('a', '|") == [])
    }

    @Test func valuesThroughAliases() {
        #expect(candidates("select * from samples as s join places p where p.country = 'K|") == ["'Kenya'"])
        #expect(candidates("select * from places where \"country\" = 'K|") == ["'Kenya'"])
    }

    /// Values have characters of any length in bytes, before and behind the cursor.
    @Test func valuesBeyondASCII() {
        #expect(
            completed("select '日本', n from places where country = '日|")
                == "select '日本', n from places where country = '日本'")
        #expect(
            completed("select n from places where country = 'côte d''|")
                == "select n from places where country = 'Côte d''Ivoire'")
        #expect(
            completed("select 'é' from places where country = 'ivoire|")
                == "select 'é' from places where country = 'Côte d''Ivoire'")
    }

    @Test func aColumnWithoutValuesHasNone() {
        #expect(candidates("select * from samples where text = '|") == [])
        #expect(candidates("select * from samples where id = |") == [])
        #expect(candidates("select * from samples where stage = '|") == [])
    }

    @Test func relations() {
        #expect(candidates("select * from |") == ["samples", "places", "source_stage"])
        #expect(candidates("select * from s|") == ["samples", "source_stage"])
        #expect(candidates("select * from samples join pl|") == ["places"])
        #expect(candidates("select * from samples, pl|") == ["places"])
        #expect(candidates("with shares as (select 1) select * from sh|") == ["shares"])
    }

    @Test func columnsOfTheStatementsRelations() {
        #expect(candidates("select cou| from places") == ["country"])
        #expect(candidates("select cou| from samples") == [])
        #expect(candidates("select p.| from samples s join places p").contains("w"))
        #expect(candidates("select s.l| from samples s join places p") == ["language"])
        #expect(candidates("select samples.st|") == ["stage"])
        #expect(candidates("select count(| from places") == ["n", "w", "place", "country", "language"])
        #expect(candidates("select \"la| from samples") == ["\"language\""])
    }

    @Test func keywordsFollowTheCase() {
        #expect(candidates("sel|") == ["select"])
        #expect(candidates("SEL|") == ["SELECT"])
        #expect(candidates("select n from samples gro|") == ["group", "group_concat("])
        #expect(candidates("select 1; sel|") == ["select"])
    }

    @Test func functions() {
        #expect(candidates("select gi|") == ["gini("])
        #expect(candidates("select su| from samples") == ["sum(", "substr("])
    }

    @Test func nothingInsideOfComments() {
        #expect(candidates("select 1 -- sel|") == [])
        #expect(candidates("select /* fr|") == [])
    }

    @Test func shortForms() {
        #expect(candidates("report |") == ["decay", "composition"])
        #expect(candidates("report decay by |").first == "source")
        #expect(candidates("show |") == ["tables", "columns", "reports"])
        #expect(candidates("describe pl|") == ["places"])
        #expect(candidates("report decay where language = 'sw|") == ["'swh'", "'swe'"])
    }

    @Test func dotCommands() {
        #expect(candidates(".tab|") == [".tables", ".table"])
        #expect(candidates("  .tab|") == [".tables", ".table"])
        #expect(candidates("\\ti|") == ["\\timing"])
        #expect(candidates(".mode |").contains("latex"))
        #expect(candidates(".timer |") == ["on", "off"])
        #expect(candidates(".values cou|") == ["country"])
        #expect(candidates(".report de|") == ["decay", "decay-source"])
        #expect(candidates(".describe |") == ["samples", "places", "source_stage"])
        #expect(candidates(".nothing |") == [])
    }

    @Test func files() {
        #expect(candidates(".read |") == ["corpus.sqlite", "queries/", "notes.txt"])
        #expect(completed(".read queries/m|") == ".read queries/mine.sql")
        #expect(completed(".open c|") == ".open corpus.sqlite")
    }

    /// Whatever the text, and wherever the cursor: the range ends at the cursor and lies in the text.
    @Test func anyTextAtAnyPlace() {
        let texts = [
            "select language, 'it''s' from samples where language in ('eng', 'swh') group by \"stage\"; -- é",
            "report decay by source where language = 'swh'", ".values country like %日本", "\\d samples", "'", "\"é",
            "(((", "",
            "in (", "= '", "not in ('", "select .", ". .", ";;; select", "from samples select n wh",
        ]
        for text in texts {
            for cursor in text.utf8.indices.map({ text.utf8.distance(from: text.startIndex, to: $0) }) + [
                text.utf8.count
            ] {
                // libedit's cursor is never inside of a character.
                guard text.utf8.index(text.startIndex, offsetBy: cursor).samePosition(in: text.unicodeScalars) != nil
                else {
                    continue
                }
                let completion = completer.completion(of: text, at: cursor)
                #expect(completion.range.upperBound == cursor, "\(text) at \(cursor)")
                #expect(completion.range.lowerBound >= 0)
            }
        }
    }

    @Test func commonStart() {
        #expect(completion("select n from samples where language = 'sw|").commonStart == "'sw")
        #expect(completion("sel|").commonStart == "select")
        #expect(completion("select xyz|").commonStart == "")
    }
}
