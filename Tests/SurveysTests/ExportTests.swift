import TestSupport
import Testing

@testable import Surveys

@Suite struct SurveyExportTests {
    private let seeds: QuestionSet
    private let folder: TemporaryFolder

    init() throws {
        seeds = try RespondentFileTests.questions("1", "2")
        folder = try TemporaryFolder()
    }

    private func tally(country: String = "IRQ") throws -> SurveyTally {
        let profile = try RespondentFileTests.profile(
            """
            sizes:
              small: {augmented: 0}
              large: {augmented: 4, list: four}
              rest: {list: rest}
            lists:
              four: {file: four.jsonl, positions: {"1": [2, 0], "2": [1, 0]}}
              rest: {file: rest.jsonl}
            """)
        var tally = SurveyTally(profile: profile, questions: seeds)
        tally.addRespondent(country: country, ordinal: 1, weight: 1, isWeighted: false)
        tally.add(country: country, ordinal: 1, question: "1", code: 2, weight: 1)
        tally.add(country: country, ordinal: 1, question: "2", code: -4, weight: 1)
        return tally
    }

    private func augmented(_ counts: [Int], file: String) throws -> AugmentedQuestions {
        var text = ""
        for (seed, count) in counts.enumerated() {
            for item in 0..<count { text += "{\"q_id\": \"\(seed + 1)\", \"q_content\": \"s\(seed + 1)-\(item)\"}\n" }
        }
        return try AugmentedQuestions(path: folder.write(text, to: file), seeds: seeds)
    }

    private func texts(_ counts: [Int], file: String = "four.jsonl", size: String = "large") throws -> [String] {
        let export = SurveyExport(try tally(), augmented: [try augmented(counts, file: file)])
        let request = ExportRequest(culture: "Arabic", size: size, rule: .paper, dropUnasked: false)
        return try export.rows(request).rows.filter(\.isAugmented).map(\.user).compactMap { user in
            user.firstMatch(of: /s[0-9]-[0-9]/).map { String($0.output) }
        }
    }

    @Test func listsAreTakenByPosition() throws {
        #expect(try texts([3, 3]) == ["s1-2", "s1-0", "s2-1", "s2-0"])
        // A list of the length of the size is taken as it is.
        #expect(try texts([2, 2]) == ["s1-0", "s1-1", "s2-0", "s2-1"])
        // A file without one of the positions gives equal shares of the seeds.
        #expect(try texts([2, 5]) == ["s1-0", "s1-1", "s2-0", "s2-1"])
        #expect(try texts([3, 3], size: "rest").count == 6)
    }

    @Test func filesThatDoNotFit() throws {
        #expect(throws: SurveyError.tooFewAugmented(size: "large", needed: 4, file: "four.jsonl", found: 3)) {
            try texts([1, 2])
        }
        let none = SurveyExport(try tally())
        #expect(throws: SurveyError.augmentedNeeded(size: "rest", file: "rest.jsonl")) {
            try none.rows(ExportRequest(culture: "Arabic", size: "rest"))
        }
        let two = SurveyExport(
            try tally(), augmented: [try augmented([1], file: "a.jsonl"), try augmented([1], file: "b.jsonl")])
        #expect(
            throws: SurveyError.augmentedNotAmong(
                size: "rest", culture: "Arabic", file: "rest.jsonl", given: ["a.jsonl", "b.jsonl"])
        ) { try two.rows(ExportRequest(culture: "Arabic", size: "rest")) }
    }

    @Test func culturesWithoutRespondents() throws {
        let export = SurveyExport(try tally(country: "DEU"))
        #expect(throws: SurveyError.cultureWithoutRespondents("Arabic", countries: ["Iraq"], present: ["DEU"])) {
            try export.rows(ExportRequest(culture: "Arabic", size: "small"))
        }
        // Without a list of all cultures, the word is that of an unknown culture.
        #expect(throws: SurveyError.unknownWord(kind: "culture", word: "One", known: ["Arabic"])) {
            try export.rows(ExportRequest(culture: "One", size: "small"))
        }
        #expect(throws: SurveyError.noWeights(rule: "weighted")) {
            try export.rows(ExportRequest(culture: "Arabic", size: "small", rule: .weighted))
        }
    }

    @Test func everyForm() throws {
        let set = try SurveyExport(try tally()).rows(ExportRequest(culture: "arabic", size: "small"))
        #expect(set.unasked == 1 && set.rows.count == 1)
        let user = "Give me the answer from 1 to 4: Do you agree with Text? 1. A 4. B. You can only choose one option."
        #expect(
            set.text(.chat)
                == "{\"messages\": [{\"role\": \"system\", \"content\": \"You are an Arabic chatbot that know Arabic very "
                + "well.\"}, {\"role\": \"user\", \"content\": \"\(user)\"}, {\"role\": \"assistant\", \"content\": \"2\"}]}\n"
        )
        #expect(set.text(.llama) == "{\"text\": \"### Question: \(user)\\n ### Answer: 2\"}\n")
        #expect(set.text(.promptCompletion) == "{\"prompt\": \"\(user)\", \"completion\": \"2\"}\n")
    }

    @Test func wholePromptsAreUsedAsTheyAre() throws {
        let path = try folder.write("{\"q_id\": \"1\", \"prompt\": \"Übersetzt? 1. A\"}", to: "rest.jsonl")
        let export = SurveyExport(try tally(), augmented: [try AugmentedQuestions(path: path, seeds: seeds)])
        let rows = try export.rows(ExportRequest(culture: "Arabic", size: "rest")).rows
        #expect(rows.last?.user == "Übersetzt? 1. A")
        #expect(rows.last?.label == 2)
    }
}
