import Readers
import TestSupport
import Testing

@testable import Surveys

@Suite struct QuestionSetTests {
    @Test(.enabled(if: CultureLLMFiles.isPresent, CultureLLMFiles.missing))
    func theCSVWithUnquotedCommasIsTheJSON() throws {
        let json = try QuestionSet(path: CultureLLMFiles.path("WVQ.jsonl"))
        let csv = try QuestionSet(path: CultureLLMFiles.path("WVQ.csv"))
        #expect(json.questions.count == 50)
        #expect(json.repairedRecords == 0)
        #expect(csv.repairedRecords == 28)
        #expect(csv.rejects.total == 0)
        #expect(csv.questions.map(\.id) == json.questions.map(\.id))
        #expect(csv.questions.map(\.text) == json.questions.map(\.text))
        // One option text of the CSV ends with a blank that the JSON has not.
        for (first, second) in zip(csv.questions, json.questions) {
            #expect(first.options?.text.trimmed == second.options?.text.trimmed)
            #expect(first.scale == second.scale)
        }
    }

    private func set(_ text: String, name: String = "seeds.jsonl") throws -> QuestionSet {
        let folder = try TemporaryFolder()
        return try QuestionSet(path: folder.write(text, to: name))
    }

    private func object(_ id: String, _ text: String = "Text", option: String = "1. Yes 2. No") -> String {
        "{\"q_id\": \"\(id)\", \"topic\": \"T\", \"q_content\": \"\(text)\", \"option\": \"\(option)\"}"
    }

    @Test func severalObjectsOnALine() throws {
        let found = try set(object("1") + object("2") + "\r\n\n" + object("3") + "\n" + object("4"))
        #expect(found.questions.map(\.id) == ["1", "2", "3", "4"])
    }

    @Test func unusualLineEndsAreCharacters() throws {
        let found = try set(object("1", "one\u{85}line\u{2028}only") + "\n" + object("2") + "\n")
        #expect(found.questions.map(\.text) == ["one\u{85}line\u{2028}only", "Text"])
    }

    @Test func arrayAndByteOrderMark() throws {
        #expect(try set("[\(object("1")), \(object("2"))]").questions.map(\.id) == ["1", "2"])
        #expect(try set("\u{FEFF}" + object("1")).questions.map(\.id) == ["1"])
    }

    @Test func csvWithQuotesBlankHeaderAndCRLF() throws {
        let found = try set(
            "topic,q_id, q_content,option\r\nT,1,\"a, b\",1. Yes 2. No\r\nT,2,c, d, e,1. Yes, always 2. No\r\n",
            name: "seeds.csv")
        #expect(found.questions.map(\.text) == ["a, b", "c, d, e"])
        #expect(found.questions.map { $0.options?.text } == ["1. Yes 2. No", "1. Yes, always 2. No"])
        #expect(found.repairedRecords == 1)
    }

    @Test func emptyFiles() throws {
        #expect(throws: SurveyError.emptyFile("seeds.jsonl")) { try set("") }
        #expect(throws: SurveyError.emptyFile("seeds.csv")) {
            try set("topic,q_id,q_content,option\n", name: "seeds.csv")
        }
    }

    @Test func incompleteRecordsAreRejected() throws {
        let found = try set(
            object("1") + "\n" + object("", "x") + "\n" + object("3", "") + "\n{\"q_id\": 4}\n{broken\n")
        #expect(found.questions.map(\.id) == ["1"])
        #expect(found.rejects.counts[.incompleteQuestion] == 3)
        #expect(found.rejects.counts[.unreadableRecord] == 1)
    }

    @Test func whatIsNoQuestionSet() throws {
        #expect(throws: SurveyError.duplicateQuestion("1", file: "seeds.jsonl")) { try set(object("1") + object("1")) }
        #expect(throws: SurveyError.noScale(question: "1", option: "Yes or no")) {
            try set(object("1", option: "Yes or no"))
        }
        #expect(throws: SurveyError.missingField(oneOf: ["q_content"], file: "seeds.csv", found: ["q_id", "option"])) {
            try set("q_id,option\n1,1. Yes\n", name: "seeds.csv")
        }
        #expect(throws: SurveyError.self) { try set("{\"a\": 1}") }
        let folder = try TemporaryFolder()
        let broken = try folder.write("\u{1F}\u{8B}\u{8}\u{0}zz", to: "seeds.jsonl")
        #expect(throws: (any Error).self) { try QuestionSet(path: broken) }
        #expect(throws: ReadError.self) { try QuestionSet(path: folder.path("none.jsonl")) }
    }

    @Test func digitsAreComparedAsStrings() throws {
        let ten = try #require(OptionText("2. Low 10. High"))
        #expect((ten.smallest, ten.largest) == ("10", "2"))
        #expect(ten.range == 2...10)
        let usual = try #require(OptionText("1. Completely disagree 10. Completely agree "))
        #expect((usual.smallest, usual.largest) == ("1", "10"))
        #expect(usual.wording == [1: "Completely disagree", 10: "Completely agree"])
        let repeated = try #require(OptionText("1. Strongly agree 2. agree 4. Disagree 4. Strongly disagree"))
        #expect(repeated.wording[4] == "Disagree")
        #expect(Scale(repeated.range).contains(3))
        let arabic = try #require(OptionText("١. نعم ٢. لا"))
        #expect((arabic.smallest, arabic.largest) == ("١", "٢"))
        #expect(arabic.range == 1...2)
        #expect(OptionText("none") == nil)
        #expect(OptionText("99999999999") == nil)
    }

    @Test func scales() {
        let gap = Scale.codes([1, 2, 8])
        #expect([0, 1, 2, 3, 8, 9].map { gap.contains($0) } == [false, true, true, false, true, false])
        #expect(Scale.open.contains(1_000) && !Scale.open.contains(-1))
        #expect(!Scale.codes([]).contains(0))
    }

    @Test func seedsMayHaveWholePrompts() throws {
        let json = try set(
            """
            {"q_id": "1", "q_content": "One", "option": "1. A 2. B", "prompt": "Eins? 1. A 2. B"}
            {"q_id": "2", "q_content": "Two", "option": "1. A 2. B", "prompt": ""}
            """)
        #expect(json.questions.map(\.prompt) == ["Eins? 1. A 2. B", nil])
        let folder = try TemporaryFolder()
        let yaml = try folder.write(
            "- {id: 1, text: One, option: 1. A 2. B, prompt: Eins?}\n- {id: 2, text: Two, option: 1. A 2. B}\n",
            to: "set.yaml")
        #expect(try QuestionSet.load(yaml).questions.map(\.prompt) == ["Eins?", nil])
    }

    @Test func augmentedQuestionsFindTheirSeeds() throws {
        let seeds = try set(object("1", "Seed one") + object("2", "Seed two?", option: "1. A 3. B"))
        let folder = try TemporaryFolder()
        let path = try folder.write(
            """
            {"q_id": "2", "q_content": "Other two?"}
            {"ori_content": "Seed one", "q_content": "Other one"}{"q_id": "9", "q_content": "lost"}
            {"q_id": "1", "q_content": "with options", "option": "0. No 5. Yes"}
            {"q_id": "1", "prompt": "A whole prompt"}
            {"q_id": "1"}
            """, to: "more.jsonl")
        let found = try AugmentedQuestions(path: path, seeds: seeds)
        #expect(found.items.map(\.question) == ["2", "1", "1", "1"])
        #expect(found.items.map(\.options.largest) == ["3", "2", "5", "2"])
        #expect(found.items.last?.prompt == "A whole prompt")
        #expect(found.rejects.counts == [.unknownQuestion: 1, .incompleteQuestion: 1])
        #expect(found.rejects.first.first?.value == "9")
        #expect(throws: SurveyError.self) {
            try AugmentedQuestions(path: folder.write("{\"text\": \"x\"}", to: "other.jsonl"), seeds: seeds)
        }
    }
}
