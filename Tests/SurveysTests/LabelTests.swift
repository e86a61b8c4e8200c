import TestSupport
import Testing

@testable import Surveys

@Suite struct LabelTests {
    private let block = Culture.Block(country: "IRQ")

    /// A tally of one question on the scale 1 to 4; a profile that leaves out respondent 3 of all countries but one.
    private func tally(
        _ codes: [Int32], country: String = "IRQ", weights: [Double]? = nil, scale: Scale = Scale(1...4)
    ) throws -> SurveyTally {
        let profile = try RespondentFileTests.profile(
            "paper_rule: {left_out: 3, kept_in: [JOR]}\nlists: {}\nprompts: {system: S}")
        var tally = SurveyTally(
            profile: profile, questions: try QuestionSet([SurveyQuestion(id: "1", scale: scale)]))
        for (index, code) in codes.enumerated() {
            let weight = weights?[index] ?? 1
            tally.addRespondent(country: country, ordinal: index + 1, weight: weight, isWeighted: weights != nil)
            if code != AnswerCode.blank {
                tally.add(country: country, ordinal: index + 1, question: "1", code: code, weight: weight)
            }
        }
        return tally
    }

    private func label(_ tally: SurveyTally, _ rule: LabelRule, country: String = "IRQ") -> Int? {
        tally.label(Culture.Block(country: country), question: 0, rule: rule)
    }

    @Test func oneRespondentIsLeftOutOfTheSumButNotOfTheNumber() throws {
        // (4 + 4 + 4) / 4 without the third; (4 + 4 + 4 + 4) / 4 with it.
        #expect(label(try tally([4, 4, 4, 4]), .paper) == 3)
        #expect(label(try tally([4, 4, 4, 4], country: "JOR"), .paper, country: "JOR") == 4)
        #expect(label(try tally([4, 4]), .paper) == 4)
    }

    @Test func missingCodesCountAsNumbers() throws {
        #expect(label(try tally([-4, -4]), .paper) == 4)
        #expect(label(try tally([-1, -2], country: "JOR"), .paper, country: "JOR") == 1)
        // Truncated towards zero, on both sides of it.
        #expect(label(try tally([-4, 3]), .paper) == 0)
        #expect(label(try tally([4, -1]), .paper) == 1)
        // An empty cell adds nothing to the sum.
        #expect(label(try tally([4, AnswerCode.blank]), .paper) == 2)
    }

    @Test func otherRulesTakeValidCodes() throws {
        let answers: [Int32] = [1, 2, 4, 4, -1, 9]
        #expect(label(try tally(answers), .truncated) == 2)
        #expect(label(try tally(answers), .rounded) == 3)
        #expect(label(try tally(answers), .mode) == 4)
        #expect(label(try tally([2, 3]), .rounded) == 3)
        #expect(label(try tally([3, 3, 1, 1]), .mode) == 1)
        for rule in LabelRule.allCases where rule != .paper { #expect(label(try tally([-4, -1]), rule) == nil) }
        for rule in LabelRule.allCases { #expect(label(try tally([1]), rule, country: "DEU") == nil) }
    }

    @Test func roundingOfNegativeScalesGoesUp() throws {
        #expect(label(try tally([-2, -1], scale: Scale(-3...3)), .rounded) == -1)
        #expect(label(try tally([-3, -2, -2], scale: Scale(-3...3)), .rounded) == -2)
    }

    @Test func weightsCount() throws {
        #expect(label(try tally([1, 4], weights: [3, 1]), .weighted) == 2)
        #expect(label(try tally([1, 4], weights: [1, 3]), .weighted) == 3)
        #expect(label(try tally([1, 4], weights: [0, 0]), .weighted) == nil)
    }

    /// Every rule against plain arithmetic over random answers.
    @Test func rulesAgainstPlainArithmetic() throws {
        var generator = SeededGenerator(seed: 21)
        for _ in 0..<400 {
            let count = Int.random(in: 1...9, using: &generator)
            let codes = (0..<count).map { _ in [-5, -4, -2, -1, 1, 2, 3, 4, 9].randomElement(using: &generator) ?? 1 }
            let made = try tally(codes.map(Int32.init))
            let kept = codes.enumerated().filter { $0.offset != 2 }.map(\.element)
            #expect(label(made, .paper) == abs(Int((Double(kept.reduce(0, +)) / Double(count)).rounded(.towardZero))))
            let valid = codes.filter { (1...4).contains($0) }
            let mean = Double(valid.reduce(0, +)) / Double(valid.count)
            #expect(label(made, .truncated) == (valid.isEmpty ? nil : Int(mean)))
            #expect(label(made, .rounded) == (valid.isEmpty ? nil : Int((mean + 0.5).rounded(.down))))
            let most = (1...4).map { code in valid.filter { $0 == code }.count }
            #expect(label(made, .mode) == (valid.isEmpty ? nil : (1...4).first { most[$0 - 1] == most.max() }))
        }
    }

    @Test func auditOfOneCell() throws {
        let audit = LabelAudit(try tally([4, 4, -1, 1, AnswerCode.blank, 9]))
        let cell = try #require(audit.cells.first)
        #expect(cell.statuses == [.valid: 3, .dontKnow: 1, .missing: 1, .outsideScale: 1])
        // (4 + 4 + 1 + 9) / 6, the third left out.
        #expect(cell.label == 3)
        #expect(cell.rounded == 3 && cell.mode == 4 && cell.modeCount == 2 && cell.mean == 3)
        #expect(!cell.differs && !cell.equalsMode && cell.isOnScale)
        let never = LabelAudit(try tally([-4])).cells[0]
        #expect(!never.isAsked && never.mean == nil && never.mode == nil && !never.differs)
    }

    @Test func rowsOfAnswers() throws {
        let rows = try tally([1, 1, 4, -1, 9], weights: [1, 1, 2, 1, 1]).answerRows
        #expect(rows.map(\.code) == [-1, 1, 4, 9])
        #expect(rows.map(\.status) == [.dontKnow, .valid, .valid, .outsideScale])
        #expect(rows.map(\.count) == [1, 2, 1, 1])
        #expect(rows.map(\.share) == [nil, 2.0 / 3, 1.0 / 3, nil])
        #expect(rows.map(\.weightedShare) == [nil, 0.5, 0.5, nil])
        #expect(rows.map(\.wording) == ["Don't know", nil, nil, nil])
        #expect(rows.map(\.culture) == Array(repeating: "Arabic", count: 4))
        #expect(try tally([1]).answerRows.map(\.weightedShare) == [nil])
    }

    @Test func designEffects() {
        var sums = WeightSums()
        for weight in [2.0, 2, 2] { sums.add(weight) }
        #expect(sums.effectiveCount == 3 && sums.designEffect == 1)
        sums.add(0)
        #expect(sums.effectiveCount == 3)
        #expect(WeightSums().designEffect == nil && WeightSums().effectiveCount == 0)
    }

    @Test func codesFarFromZero() {
        var counts = CodeCounts()
        for code in [36_001, -999, 3, 3, 36_001, 47, 48, -16, -17] as [Int32] { counts.add(code, weight: 2) }
        #expect(counts.entries.map(\.code) == [-999, -17, -16, 3, 47, 48, 36_001])
        #expect(counts.entries.map(\.count) == [1, 1, 1, 2, 1, 1, 2])
        #expect(counts.entries.map(\.weight).reduce(0, +) == 18)
    }

    /// Counting answer by answer and batch by batch agree.
    @Test func batchesAndAnswersCountAlike() throws {
        let folder = try TemporaryFolder()
        var text = ""
        try InventedSurvey.shipped(respondents: 130).write { text += $0 }
        let profile = try SurveyProfile.load("invented")
        let questions = try #require(profile.questions)
        let file = try RespondentFile(path: folder.write(text, to: "survey.csv"), profile: profile)
        var byBatch = SurveyTally(profile: profile, questions: questions)
        var byAnswer = SurveyTally(profile: profile, questions: questions)
        while let batch = try file.nextBatch() {
            byBatch.add(batch, of: file)
            for row in 0..<batch.count {
                let country = file.countries[batch.countries[row]]
                byAnswer.addRespondent(
                    country: country, ordinal: batch.ordinals[row], weight: batch.weights[row], isWeighted: true)
            }
            file.forEachAnswer(batch) { answer in
                let row = answer.respondent - batch.firstNumber
                byAnswer.add(
                    country: answer.country, ordinal: batch.ordinals[row], question: answer.question,
                    code: answer.code ?? AnswerCode.blank, weight: answer.weight)
            }
        }
        #expect(byBatch.countries == byAnswer.countries)
        #expect(byBatch.blocks.count == 8 + 6)
        for (block, counts) in byBatch.blocks {
            #expect(counts.respondents == byAnswer.blocks[block]?.respondents)
            #expect(counts.respondents == block.first ?? 130)
            for rule in LabelRule.allCases {
                for question in questions.questions.indices {
                    #expect(
                        byBatch.label(block, question: question, rule: rule)
                            == byAnswer.label(block, question: question, rule: rule))
                }
            }
        }
        let isKnown = byAnswer.add(country: "DEU", ordinal: 1, question: "99", code: 1, weight: 1)
        #expect(!isKnown)
    }
}
