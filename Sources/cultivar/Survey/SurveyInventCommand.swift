import ArgumentParser
import Endpoint
import Foundation
import Reports
import Surveys
import Tabular

struct SurveyInventCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "invent",
        abstract: "Write an invented survey, to try the other commands.",
        discussion: """
            A CSV file with the questions of profile invented. The answers are drawn from a seed and say nothing about \
            people.

              cultivar survey invent --respondents 500 --out people.csv
              cultivar survey distance people.csv --profile invented
              cultivar survey invent --questions 290 --out w.csv --write-questions w.jsonl
            """)

    @Option(help: ArgumentHelp("People in each country.", valueName: "count"))
    var respondents = 200

    @Option(
        help: ArgumentHelp(
            "So many questions without text, as a full wave has, instead of those of the profile.", valueName: "count"))
    var questions: Int?

    @Option(
        help: ArgumentHelp("With --questions: write them to a file that --seeds reads.", valueName: "file"),
        completion: .file())
    var writeQuestions: String?

    @Option(help: "The seed.")
    var seed: UInt64 = 1

    @Option(
        name: .customLong("out"), help: ArgumentHelp("The file; standard output if left out.", valueName: "file"),
        completion: .file())
    var path: String?

    func validate() throws {
        if let questions, !(1...10_000).contains(questions) {
            throw ValidationError("--questions is a number from 1 to 10000, and is \(questions).")
        }
        if writeQuestions != nil, questions == nil { throw ValidationError("--write-questions goes with --questions.") }
    }

    func run() throws {
        let survey = try self.survey()
        if let writeQuestions { try write(survey.questions, to: writeQuestions) }
        guard let path else {
            let output = FileDescriptorSink.standardOutput()
            return try survey.write { try output.write(Array($0.utf8)) }
        }
        let output = try FileDescriptorSink(creating: path)
        try survey.write { try output.write(Array($0.utf8)) }
    }

    private func survey() throws -> InventedSurvey {
        let shipped = try InventedSurvey.shipped(respondents: respondents, seed: seed)
        guard let questions else { return shipped }
        return try InventedSurvey(
            questions: InventedSurvey.fullWave(questions: questions), countries: shipped.countries, seed: seed)
    }

    private func write(_ questions: [SurveyQuestion], to path: String) throws {
        let lines = questions.map { question -> String in
            var (least, greatest): (Int32, Int32) = (1, 1)
            if case .codes(let codes) = question.scale { (least, greatest) = (codes.first ?? 1, codes.last ?? 1) }
            return JSON.object([
                JSON.Member("topic", .string(question.topic)), JSON.Member("q_id", .string(question.id)),
                JSON.Member("q_content", .string("Invented question \(question.id)?")),
                JSON.Member("option", .string("\(least). Not at all \(greatest). Very much")),
            ]).text + "\n"
        }
        try AtomicFile.write(lines.joined().utf8, to: path)
    }
}
