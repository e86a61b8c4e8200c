import Foundation
import Parallel
import TestSupport
import Testing

@testable import Surveys

@Suite struct InventedSurveyTests {
    private func text(_ survey: InventedSurvey) -> String {
        var text = ""
        survey.write { text += $0 }
        return text
    }

    @Test func theSameSeedGivesTheSameBytes() throws {
        let first = text(try InventedSurvey.shipped(respondents: 30, seed: 5))
        #expect(first == text(try InventedSurvey.shipped(respondents: 30, seed: 5)))
        #expect(first != text(try InventedSurvey.shipped(respondents: 30, seed: 6)))
        // More respondents leave the first ones as they are.
        let more = text(try InventedSurvey.shipped(respondents: 31, seed: 5)).split(separator: "\n")
        #expect(first.split(separator: "\n").prefix(31).elementsEqual(more.prefix(31)))
    }

    /// From the file to fine-tuning rows, distances, map and tree.
    @Test func demonstrationFromEndToEnd() throws {
        let folder = try TemporaryFolder()
        let profile = try SurveyProfile.load("invented")
        let questions = try #require(profile.questions)
        let file = try RespondentFile(
            path: folder.write(text(try InventedSurvey.shipped(respondents: 200)), to: "survey.csv"), profile: profile)
        var tally = SurveyTally(profile: profile, questions: questions)
        var table = try RespondentTable(profile: profile, questions: questions, by: .culture)
        var statuses: [AnswerStatus: Int] = [:]
        while let batch = try file.nextBatch() {
            tally.add(batch, of: file)
            try table.add(batch, of: file)
            file.forEachAnswer(batch) { statuses[$0.status, default: 0] += 1 }
        }
        #expect(file.rejects.total == 0)
        #expect(statuses.values.reduce(0, +) == 8 * 200 * 12)
        #expect(statuses[.outsideScale] == nil)
        for status in [AnswerStatus.valid, .dontKnow, .noAnswer, .missing] { #expect(statuses[status] ?? 0 > 50) }
        let export = SurveyExport(tally)
        for rule in LabelRule.allCases {
            let one = try export.rows(ExportRequest(culture: "One", size: "seeds", rule: rule))
            #expect(one.rows.count + one.unasked == 7 * 24)
            if rule != .paper {
                #expect(
                    one.rows.allSatisfy { row in
                        questions.questions.first { $0.id == row.question }?.scale.contains(Int32(row.label)) == true
                    })
            }
        }
        #expect(throws: SurveyError.augmentedNeeded(size: "augmented", file: nil)) {
            try export.rows(ExportRequest(culture: "German", size: "augmented"))
        }
        let distances = try SurveyDistances(
            table, isWeighted: true, bootstrap: RespondentBootstrap(seed: 1, replicates: 100))
        #expect(distances.groups.count == 7)
        let map = try CultureMap(distances.matrix, names: distances.groups)
        let tree = try CultureTree(distances.matrix, names: distances.groups)
        #expect(map.coordinates.count == 7)
        #expect(tree.leaves.sorted() == distances.groups.sorted())
    }

    /// A column of questions per profile, with the codes that other profiles expect.
    @Test func otherForms() throws {
        let questions = try InventedSurvey.fullWave(questions: 40)
        let survey = try InventedSurvey(
            questions: questions, countries: [.init(code: "DEU", respondents: 20)],
            form: .init(
                separator: "\t", endsLinesWithCRLF: true, question: "Q{id}", country: "B_COUNTRY_ALPHA",
                respondent: "D_INTERVIEW", weight: "W_WEIGHT"))
        let folder = try TemporaryFolder()
        let path = try folder.write(text(survey), to: "wave.tsv")
        let file = try RespondentFile(path: path, profile: SurveyProfile.load("wvs"), questions: questions)
        let batch = try #require(try file.nextBatch())
        #expect(batch.count == 20 && batch.codes.count == 40 && file.hasWeights)
        #expect(file.rejects.total == 0)
    }

    /// Batches do not grow with the file, whatever the number of respondents.
    @Test func aWaveIsReadInBoundedMemory() throws {
        let questions = try InventedSurvey.fullWave(questions: 290)
        let survey = try InventedSurvey(
            questions: questions,
            countries: [.init(code: "DEU", respondents: 1_500), .init(code: "USA", respondents: 500)])
        let folder = try TemporaryFolder()
        let path = folder.path("wave.csv")
        try folder.write("", to: "wave.csv")
        let handle = try FileHandle(forWritingTo: URL(fileURLWithPath: path))
        try survey.write { try handle.write(contentsOf: Data($0.utf8)) }
        try handle.close()
        let profile = try SurveyProfile.load("invented")
        let file = try RespondentFile(path: path, profile: profile, questions: questions)
        var tally = SurveyTally(profile: profile, questions: questions)
        var largest = 0
        while let batch = try file.nextBatch() {
            largest = max(largest, batch.count)
            tally.add(batch, of: file)
        }
        #expect(file.respondentsByCountry == [1_500, 500])
        #expect(largest < 1_200)
        #expect(LabelAudit(tally).summary.cells == 580)
        #expect(tally.blocks[Culture.Block(country: "DEU", first: 100)]?.respondents == 100)
    }

    @Test func whatCannotBeMade() throws {
        let questions = try InventedSurvey.fullWave(questions: 2)
        #expect(throws: SurveyError.self) { try InventedSurvey(questions: questions, countries: []) }
        #expect(throws: SurveyError.self) {
            try InventedSurvey(questions: questions, countries: [.init(code: "DEU", respondents: 0)])
        }
        #expect(throws: SurveyError.self) {
            try InventedSurvey(
                questions: QuestionSet([SurveyQuestion(id: "1", scale: .open)]),
                countries: [.init(code: "DEU", respondents: 1)])
        }
    }
}
