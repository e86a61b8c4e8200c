import Testing

@testable import Surveys

@Suite(.enabled(if: CultureLLMFiles.isPresent, CultureLLMFiles.missing))
struct SharedAuditTests {
    @Test func auditOfTheTwelveCountries() throws {
        let audit = LabelAudit(try CultureLLMFiles.survey.get().tally)
        let expected = try CultureLLMFiles.expected("label_audit")
        let summary = audit.summary
        #expect(summary.cells == Int(expected["cells"] ?? -1))
        #expect(summary.asked == Int(expected["asked"] ?? -1))
        #expect(summary.differs == Int(expected["label_differs_from_rounded_clean_mean"] ?? -1))
        #expect(summary.lower == Int(expected["of_these_lower"] ?? -1))
        #expect(summary.equalsMode == Int(expected["label_equals_mode"] ?? -1))
        #expect(summary.neverAsked == Int(expected["never_asked"] ?? -1))
        #expect(audit.cells.count == 600)
        #expect(audit.cells.allSatisfy { $0.statuses.values.reduce(0, +) == $0.respondents })
        #expect(audit.byCountry.map(\.summary.cells).reduce(0, +) == 600)
        #expect(audit.byQuestion.count == 50)
        let china = try #require(audit.byCountry.first { $0.country == "CHN" })
        #expect(china.summary.neverAsked == 18)
    }

    @Test func rowsOfSumsAreNoRespondents() throws {
        let readings = try CultureLLMFiles.survey.get().readings
        #expect(
            readings.map(\.respondents)
                == [1_200, 1_203, 1_200, 3_036, 2_596, 1_528, 1_200, 1_245, 1_762, 1_003, 1_741, 2_415])
        #expect(readings.map(\.rowsOfSums) == [1, 1] + Array(repeating: 3, count: 10))
        #expect(readings.allSatisfy { $0.rejects == 0 })
        #expect(readings.first?.countries == ["IRQ"])
    }

    @Test func answersInLongForm() throws {
        let survey = try CultureLLMFiles.survey.get()
        let file = try RespondentFile(
            path: CultureLLMFiles.path("Arabic/Iraq.csv"), profile: survey.profile, questions: survey.questions)
        var answers: [Answer] = []
        while let batch = try file.nextBatch() { file.forEachAnswer(batch) { answers.append($0) } }
        #expect(answers.count == 1_200 * 50)
        #expect(
            answers[9]
                == Answer(
                    respondent: 1, country: "IRQ", culture: "Arabic", question: "36", topic: "SOCIAL VALUES", code: -4,
                    status: .notAsked, weight: 1))
        #expect(answers.filter { $0.question == "36" }.allSatisfy { $0.status == .notAsked })
        #expect(answers.filter { $0.status == .outsideScale }.isEmpty)
    }
}
