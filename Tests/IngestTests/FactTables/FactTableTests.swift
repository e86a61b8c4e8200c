import Foundation
import LocalFacts
import SQLite
import TestSupport
import Testing
import Warehouse

@testable import Ingest

/// A survey of people and their answers, loaded beside samples.
@Suite("Fact tables")
struct FactTableTests {
    private let folder: TemporaryFolder
    private let store: Store

    private static let profile = """
        name: survey
        inputs:
          - files: people.csv
            dataset: people
            format: csv
            into: respondents
            tags: {respondent: pid, country: home, gender: sex}
            measures: {age: {path: age}}
          - files: answers.csv
            dataset: answers
            format: csv
            into: answers
            language: lang
            places: {path: land, list: {separators: ["; "]}}
            tags: {respondent: who, question: q, birthplace: {path: born, meaning: place}, gender: asked_as}
            measures: {code: {path: a}}
            texts: {comment: c}
        """

    private static let people = """
        pid,age,home,sex
        p1,30,Germany,f
        p2,41,S. Korea,m
        p3,,Atlantis,f
        p2,42,South Korea,m
        """

    private static let answers = """
        who,q,a,lang,land,born,asked_as,c
        p1,Q1,3,German,Germany; France,Poland,w,hello
        p1,Q2,4,German,Germany,Poland,w,
        p2,Q1,1,Korean,South Korea,Nowhere,m,ja
        p4,Q1,2,English,UK,,m,yes
        p2,Q1,x,Korean,South Korea,,m,no
        """

    init() throws {
        folder = try TemporaryFolder()
        try folder.write(Self.profile, to: "survey.yaml")
        try folder.write(Self.people, to: "people.csv")
        try folder.write(Self.answers, to: "answers.csv")
        store = try Store.create(at: folder.path("store.cultivar"))
    }

    @discardableResult
    private func ingest(_ names: String..., profile: String = "survey.yaml") throws -> IngestResult {
        var options = IngestOptions()
        options.profile = folder.path(profile)
        let result = try Ingestion(store: store, options: options).run(names.map(folder.path))
        for file in result.files { #expect(file.counts.seen == file.counts.stored + file.counts.rejected) }
        return result
    }

    private func rows(_ sql: String) throws -> [[SQLValue]] { try store.connection.rows(sql) }

    @Test func rowsGoToTheTableThatTheProfileNames() throws {
        let result = try ingest("people.csv", "answers.csv")
        #expect(result.total == RowCounts(stored: 8, rejected: 1))
        #expect(store.factTables.map(\.name).prefix(2) == ["samples", "respondents"])
        #expect(try rows("select count(*) from samples") == [[0]])
        #expect(try rows("select count(*) from respondents") == [[4]])
        #expect(
            try rows("select id, respondent, question, code, comment from answers order by id") == [
                [1, "p1", "Q1", 3, "hello"], [2, "p1", "Q2", 4, nil], [3, "p2", "Q1", 1, "ja"],
                [4, "p4", "Q1", 2, "yes"],
            ])
        #expect(try store.check().problems == [])
    }

    @Test func theAttributesOfEntitiesAreColumnsOfTheFacts() throws {
        try ingest("people.csv", "answers.csv")
        // Of two rows with the key p2 the last one counts. There is no respondent p4.
        #expect(
            try rows("select id, age, country, country_iso2, country_name from answers order by id") == [
                [1, 30, "Germany", "DE", "Germany"], [2, 30, "Germany", "DE", "Germany"],
                [3, 42, "South Korea", "KR", "South Korea"], [4, nil, nil, nil, nil],
            ])
        // The facts have a column of this name themselves.
        #expect(
            try rows("select distinct gender, respondent_gender from answers order by 1, 2") == [
                ["m", nil], ["m", "m"], ["w", "f"],
            ])
        #expect(
            try rows("select country_continent, sum(n), avg(code) from answers group by 1 order by 1") == [
                [nil, 1, 2.0], ["Asia", 1, 1.0], ["Europe", 2, 3.5],
            ])
    }

    @Test func theOrderInWhichFactsAndEntitiesAreLoadedDoesNotMatter() throws {
        try ingest("answers.csv")
        #expect(try rows("select count(*) from answers") == [[4]])
        try ingest("people.csv")
        #expect(
            try rows("select age, count(*) from answers group by age order by age") == [[nil, 1], [30, 2], [42, 1]])
    }

    @Test func aMeaningGivesDerivedColumnsToAnyName() throws {
        try ingest("answers.csv")
        #expect(
            try rows("select birthplace, birthplace_iso2, birthplace_region from answers order by id") == [
                ["Poland", "PL", "Europe"], ["Poland", "PL", "Europe"], ["Nowhere", nil, nil], [nil, nil, nil],
            ])
        #expect(
            try rows("select distinct language, language_code from answers order by 1") == [
                ["English", "eng"], ["German", "deu"], ["Korean", "kor"],
            ])
        #expect(
            try rows("select place, place_iso2, sum(n), sum(w) from answers_places group by 1 order by 1") == [
                ["France", "FR", 1, 0.5], ["Germany", "DE", 2, 1.5], ["South Korea", "KR", 1, 1.0],
                ["UK", "GB", 1, 1.0],
            ])
    }

    @Test func everyTableNumbersItsRowsFromOne() throws {
        try folder.write("{\"text\": \"a\"}\n{\"text\": \"b\"}\n", to: "samples.jsonl")
        try ingest("people.csv")
        _ = try Ingestion(store: store, options: IngestOptions()).run([folder.path("samples.jsonl")])
        try ingest("answers.csv")
        for (table, count) in [("samples", 2), ("respondents", 4), ("answers", 4)] {
            #expect(
                try rows("select min(id), max(id), count(*) from \(table)")
                    == [[1, .integer(Int64(count)), .integer(Int64(count))]])
        }
        #expect(try store.check().problems == [])
        let information = try store.information()
        #expect(information.tables.filter { $0.rowCount > 0 }.map(\.rowCount) == [2, 4, 4])
        #expect(information.unresolved.map(\.value) == ["Atlantis", "Nowhere"])
    }

    @Test func tablesAreJoined() throws {
        try ingest("people.csv", "answers.csv")
        #expect(
            try rows(
                """
                select answers.question, count(*)
                from answers
                    join respondents on respondents.respondent = answers.respondent
                where respondents.age >= 41
                group by answers.question
                """) == [["Q1", 2]])
    }

    @Test func aProfileDescribesATableOfItsOwn() throws {
        try folder.write(
            """
            name: own
            inputs:
              - files: answers.csv
                dataset: own
                format: csv
                into: {name: votes, row: vote, grain: one row per vote}
                tags: {voter: {path: who, entity: respondents}, q: q}
            """, to: "own.yaml")
        try ingest("people.csv")
        try ingest("answers.csv", profile: "own.yaml")
        #expect(
            try rows("select q, count(*), count(age) from votes group by q order by q") == [
                ["Q1", 4, 3], ["Q2", 1, 1],
            ])
        #expect(store.factTables.last?.grain == "one row per vote")
    }

    @Test(arguments: [
        ("into: nothing", "no table template has this name"),
        ("into: {name: votes, key: a, rows: 1}", "rows"),
        ("into: {name: fact_table}", "fact_table"),
        ("into: {name: countries}", "countries"),
        ("into: {name: \"a b\"}", "a b"),
        ("into: {name: respondents, key: other}", "respondents"),
        ("tags: {a: {path: q, meaning: colour}}", "a meaning is one of place, language"),
        ("tags: {a: {path: q, entity: answers}}", "no table of entities"),
    ])
    func whatIsWrongWithATable(line: String, reason: String) throws {
        try folder.write(
            """
            name: wrong
            inputs:
              - files: answers.csv
                dataset: own
                format: csv
                text: c
                \(line)
            """, to: "wrong.yaml")
        try ingest("people.csv")
        do {
            let result = try ingest("answers.csv", profile: "wrong.yaml")
            #expect(
                result.files.contains {
                    if case .failed(let text) = $0.outcome { text.contains(reason) } else { false }
                })
        } catch {
            #expect("\(error)".contains(reason))
        }
        #expect(try rows("select count(*) from respondents") == [[4]])
    }

    @Test func aFileIsRemovedFromItsTableAlone() throws {
        try ingest("people.csv", "answers.csv")
        try folder.write(Self.answers.replacing("hello", with: "again"), to: "answers.csv")
        try ingest("answers.csv")
        #expect(try rows("select count(*), max(id) from answers") == [[8, 8]])
        #expect(try rows("select count(*) from respondents") == [[4]])
        #expect(try store.check().problems == [])
    }

    /// The shipped templates.
    @Test func allTemplatesAreRead() throws {
        let names = try TableTemplates.names()
        for name in [
            "samples", "answers", "respondents", "questions", "responses", "annotators", "models", "judgements",
        ] {
            #expect(names.contains(name))
        }
    }
}
