import Foundation
import Statistics
import TestSupport
import Testing

@testable import Evaluation

@Suite struct ShortAnswerTests {
    private func question(
        _ groups: [ShortAnswerQuestion.Group], _ reasons: [String: Int] = [:], id: String = "q"
    ) -> ShortAnswerQuestion {
        ShortAnswerQuestion(id: id, text: "t", englishText: "e", groups: groups, reasons: reasons)
    }

    @Test func whichQuestionsAreScored() {
        let groups = [ShortAnswerQuestion.Group(answers: ["a"], votes: 1)]
        #expect(question(groups).isScored)
        #expect(!question([]).isScored)
        #expect(question(groups, ["no-answer": 1, "not-applicable": 1, "idk": 4]).isScored)
        #expect(!question(groups, ["no-answer": 1, "not-applicable": 2]).isScored)
        #expect(!question(groups, ["idk": 5]).isScored)
        #expect(question(groups, ["no idea at all": 9]).isScored)
    }

    @Test func matching() {
        let reply = AnswerMatching("In the US it is Peanut-Butter and jelly.")
        #expect(reply.contains("peanut butter"))
        #expect(reply.contains("PEANUT-BUTTER"))
        #expect(reply.contains("jelly and butter"))
        #expect(!reply.contains("jam"))
        #expect(!reply.contains(""))
        #expect(AnswerMatching("e\u{301}clair").contains("\u{E9}clair"))
        #expect(AnswerMatching("유치원생은 과자를 먹어요").contains("과자"))
        #expect(AnswerMatching("fried onions").contains("onions, fried"))
        #expect(!AnswerMatching("").contains("a"))
    }

    @Test func votesWeigh() throws {
        let first = question(
            [
                .init(answers: ["nuts"], votes: 1), .init(answers: ["bread"], englishAnswers: ["bread roll"], votes: 4),
                .init(answers: [], englishAnswers: ["rice"], votes: 2),
            ], id: "1")
        #expect(first.score(of: "bread with nuts") == 1)
        #expect(first.score(of: "some nuts") == 0.25)
        #expect(first.score(of: "rice") == 0.5)
        #expect(first.score(of: "soup") == 0)
        let answers = ShortAnswers([first, question([.init(answers: ["x"], votes: 1)], id: "2"), question([], id: "3")])
        let score = try #require(
            ShortAnswerScore(answers, replies: ["1": "rice"], bootstrap: Bootstrap(replicates: 100)))
        #expect(score.questions == 2)
        #expect(score.leftOut == 1)
        #expect(score.missing == 1)
        #expect(score.binary == 50)
        #expect(score.weighted == 25)
        #expect(score.questionScores == [0.5, 0])
        #expect(score.binaryInterval?.estimate == 50)
        #expect(ShortAnswerScore(ShortAnswers([]), replies: [:]) == nil)
    }

    @Test(.enabled(if: SharedBlend.isPresent, SharedBlend.missing))
    func theFilesOfAllRegions() throws {
        let files = try FileManager.default.contentsOfDirectory(atPath: SharedBlend.folder.path).sorted()
        var regions: [String: ShortAnswers] = [:]
        for file in files {
            regions[String(file.dropLast("_data.json".count))] =
                try ShortAnswers(path: SharedBlend.folder.appending(path: file).path)
        }
        #expect(regions.count == 16)
        #expect(regions.values.allSatisfy { $0.questions.count == 500 })
        let groups = regions.values.flatMap { $0.questions.flatMap(\.groups) }
        #expect(groups.count == 28_293)
        #expect(groups.reduce(0) { $0 + $1.votes } == 48_299)
        #expect(groups.count { $0.englishAnswers.isEmpty } == 28)

        // Who answers as people do most often is right everywhere.
        let korea = try #require(regions["South_Korea"])
        #expect(korea.questions.count { !$0.isScored } == 25)
        let best = Dictionary(
            uniqueKeysWithValues: korea.questions.compactMap { question in
                question.groups.max { $0.votes < $1.votes }.flatMap { $0.answers.first ?? $0.englishAnswers.first }
                    .map { (question.id, $0) }
            })
        let score = try #require(ShortAnswerScore(korea, replies: best))
        #expect(score.questions == 475)
        #expect(score.binary == 100)
        #expect(score.weighted > 99)

        let questions = try ChoiceQuestion.questions(region: "US", regions: regions, seed: 3)
        #expect(questions.count > 100)
        #expect(questions == (try ChoiceQuestion.questions(region: "US", regions: regions, seed: 3)))
        #expect(questions != (try ChoiceQuestion.questions(region: "US", regions: regions, seed: 4)))
        let places = (0..<4).map { place in questions.count { $0.answer == place } }
        #expect(places.allSatisfy { $0 > questions.count / 8 })
        #expect(throws: EvaluationError.self) {
            try ChoiceQuestion.questions(region: "Atlantis", regions: regions, seed: 3)
        }
    }

    @Test func filesThatAreNone() throws {
        let folder = try TemporaryFolder()
        let path = try folder.write(
            "{\"Al-1\": {\"question\": \"q\", \"en_question\": \"e\", \"annotations\": [], \"idks\": {}}, \"Al-2\": {\"question\": \"q\"}}",
            to: "US_data.json")
        let error = #expect(throws: EvaluationError.self) { try ShortAnswers(path: path) }
        #expect(error?.description.contains("Al-2") == true)
        let counts = try folder.write(
            "{\"Al-1\": {\"question\": \"q\", \"annotations\": [{\"answers\": [\"a\"]}], \"idks\": {}}, \"Al-2\": {}}",
            to: "x.json")
        #expect(throws: EvaluationError.self) { try ShortAnswers(path: counts) }
    }
}
