import TestSupport
import Testing

@testable import Surveys

@Suite struct ProfileTests {
    @Test func nineCulturesAndGreece() throws {
        let profile = try SurveyProfile.load("wvs")
        #expect(profile.cultures.count == 10)
        #expect(profile.one?.cultures.count == 9)
        #expect(profile.countries.count == 12)
        #expect(Set(profile.cultures.flatMap(\.countries)) == Set(profile.countries.map(\.code)))
        #expect(try profile.culture(named: "turkish").name == "Turkey")
        #expect(profile.culture(ofCountry: "JOR") == "Arabic")
        #expect(profile.country("840") == "USA" && profile.country("South Korea") == "KOR")
        #expect(profile.countryName("USA") == "United States" && profile.countryName("FRA") == "FRA")
        #expect(profile.wording(of: -4) == "Not asked" && profile.wording(of: 1) == nil)
        #expect(try profile.size(named: "150").augmented == 100)
        let positions = try #require(profile.lists.first { $0.positions != nil }?.positions)
        #expect(positions.count == 50)
        #expect(positions.values.allSatisfy { Set($0).count == 10 && $0.allSatisfy((0..<20).contains) })
        #expect(
            throws: SurveyError.unknownWord(
                kind: "culture", word: "Klingon", known: profile.cultures.map(\.name))
        ) { try profile.culture(named: "Klingon") }
        #expect(throws: SurveyError.self) { try profile.size(named: "51") }
    }

    @Test func filesAreReadLikeShippedProfiles() throws {
        let folder = try TemporaryFolder()
        let path = try folder.write("name: own\ncolumns: {country: c, question: 'Q{id}'}\n", to: "own.yaml")
        let profile = try SurveyProfile.load(path)
        #expect(profile.name == "own" && profile.roles.country == ["c"])
        #expect(throws: SurveyError.profileNotFound("none", shipped: ["invented", "trend", "wide", "wvs"])) {
            try SurveyProfile.load("none")
        }
        #expect(throws: SurveyError.emptyFile(folder.path("empty.yaml"))) {
            try SurveyProfile.load(folder.write("", to: "empty.yaml"))
        }
    }

    @Test(arguments: [
        ("", SurveyError.emptyFile("p")),
        ("name: [", nil),
        ("name: x", SurveyError.missingKey("columns", file: "p", line: 1)),
        ("name: x\ncolumns: {country: c}", SurveyError.missingKey("question", file: "p", line: 2)),
        (
            "name: x\nfoo: 1",
            SurveyError.unknownKey(
                "foo",
                known: [
                    "name", "title", "url", "licence", "columns", "missing", "countries", "cultures", "paper_rule",
                    "prompts", "sizes", "lists", "one", "questions",
                ], file: "p", line: 2)
        ),
        ("- a", nil),
        (
            "name: x\ncolumns: {question: q}\nmissing:\n  - {code: -1, status: asleep}",
            SurveyError.invalidValue(
                key: "status",
                reason: "'asleep' is none of: valid, dont_know, no_answer, not_asked, missing, outside_scale",
                file: "p", line: 4)
        ),
        ("name: x\ncolumns: {question: q}\nmissing:\n  - {code: x, status: missing}", nil),
        ("name: x\ncolumns: {question: q}\nmissing:\n  - {code: 99999999999, status: missing}", nil),
        ("name: x\ncolumns: {question: q}\ncultures:\n  - {name: A, blocks: [{country: B, first: 0}]}", nil),
        ("name: x\ncolumns: {question: q}\nquestions:\n  - {id: 1}\n  - {id: 1}", nil),
        ("name: x\ncolumns: {question: q}\nquestions:\n  - {id: 1, option: none, text: t}", nil),
    ])
    func profilesThatAreWrong(yaml: String, error: SurveyError?) {
        if let error {
            #expect(throws: error) { try SurveyProfile(yaml: yaml, file: "p") }
        } else {
            #expect(throws: SurveyError.self) { try SurveyProfile(yaml: yaml, file: "p") }
        }
    }

    @Test func questionSetsInYAML() throws {
        let folder = try TemporaryFolder()
        let list = "- {id: 1, topic: T, text: Why?, option: 1. A 2. B, scale: [2, 1, 8]}\n- {id: A001}\n"
        let found = try QuestionSet.load(folder.write(list, to: "questions.yaml"))
        #expect(found.questions.map(\.id) == ["1", "A001"])
        #expect(found.questions.map(\.scale) == [.codes([1, 2, 8]), .open])
        let profile = "name: x\ncolumns: {question: q}\nquestions:\n  - {id: 7, text: T, option: 0. No 1. Yes}\n"
        #expect(try QuestionSet.load(folder.write(profile, to: "profile.yml")).questions.map(\.id) == ["7"])
        #expect(throws: SurveyError.missingKey("questions", file: "none.yaml", line: 1)) {
            try QuestionSet.load(folder.write("name: x\ncolumns: {question: q}\n", to: "none.yaml"))
        }
        let json = "{\"q_id\": \"3\", \"q_content\": \"T\", \"option\": \"1. A\"}"
        #expect(try QuestionSet.load(folder.write(json, to: "q.jsonl")).questions.map(\.id) == ["3"])
        #expect(throws: SurveyError.self) { try QuestionSet.load(folder.path("absent.yaml")) }
    }

    @Test func aliasesCannotGrow() {
        var yaml = "name: x\ncolumns: {question: q}\na: &a0 [1, 1, 1, 1, 1, 1, 1, 1, 1, 1]\n"
        for level in 1...9 {
            let previous = Array(repeating: "*a\(level - 1)", count: 10).joined(separator: ", ")
            yaml += "b\(level): &a\(level) [\(previous)]\n"
        }
        #expect(throws: SurveyError.notYAML(file: "p", reason: "with its aliases it has more than 100000 values")) {
            try SurveyProfile(yaml: yaml, file: "p")
        }
    }

    @Test func everyErrorIsASentence() {
        let errors: [SurveyError] = [
            .emptyFile("f"), .notATable("f"), .missingField(oneOf: ["a", "b"], file: "f", found: []),
            .noQuestionColumn(pattern: "Q{id}", file: "f", columns: (0..<40).map { "c\($0)" }),
            .duplicateQuestion("1", file: "f"), .noScale(question: "1", option: "o"),
            .tooManyCodes(question: "1", limit: 255), .unknownWord(kind: "size", word: "w", known: ["a"]),
            .cultureWithoutRespondents("A", countries: ["Iraq"], present: ["Germany"]),
            .augmentedNeeded(size: "150", file: "x.jsonl"), .augmentedNeeded(size: "150", file: nil),
            .augmentedNotAmong(size: "500", culture: "A", file: "x", given: ["y", "z"]),
            .tooFewAugmented(size: "500", needed: 500, file: "f", found: 3),
            .unknownBlock(3, culture: "A", count: 2), .noWeights(rule: "weighted"),
            .tooFewGroups(found: [], needed: 2), .noSharedQuestion("a", "b"),
            .bootstrapOutOfRange(replicates: 1, level: 2), .notADistanceMatrix(reason: "r"),
            .badDistribution(question: "1", reason: "r"), .profileNotFound("p", shipped: ["a"]),
            .notYAML(file: "f", reason: "r"), .unknownKey("k", known: ["a"], file: "f", line: 2),
            .missingKey("k", file: "f", line: 2), .invalidValue(key: "k", reason: "r", file: "f", line: 2),
            .generation(reason: "r"),
        ]
        for error in errors {
            #expect(error.description.count > 10)
            #expect(!error.description.contains("Optional"))
        }
        #expect(errors[3].description.contains("c23 and 16 more"))
        #expect(errors[8].description == "culture 'A': no respondents from Iraq; the answers have: Germany")
    }

    @Test func templatesFillOnce() {
        let filled = PromptTemplates.fill("{a} {b} {c} {", ["a": "{b}", "b": "x"])
        #expect(filled == "{b} x {c} {")
    }

    @Test func promptsOfQuestionsAndStatements() throws {
        let options = try #require(OptionText("1. A 2. B"))
        let templates = PromptTemplates.english
        #expect(
            templates.user(text: "Why?", options: options)
                == "Give me the answer from 1 to 2: Why? 1. A 2. B. You can only choose one option.")
        #expect(
            templates.user(text: "So.", options: options)
                == "Give me the answer from 1 to 2: Do you agree with So.? 1. A 2. B. You can only choose one option.")
    }

    @Test func stringsAreWrittenAsPythonWritesThem() {
        #expect(
            JSONString("a\"\\\n\r\t\u{8}\u{C}\u{1}\u{1F}\u{7F}\u{2028}é/").description
                == "\"a\\\"\\\\\\n\\r\\t\\b\\f\\u0001\\u001f\u{7F}\u{2028}é/\"")
    }
}
