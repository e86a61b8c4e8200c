import ArgumentParser
import Foundation
import Reports
import Surveys

struct SurveyInventCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "invent",
        abstract: "Write an invented survey, to try the other commands.",
        discussion: """
            A CSV file with the questions of profile invented. The answers are drawn from a seed and say nothing about \
            people.

              cultivar survey invent --respondents 500 --out people.csv
              cultivar survey distance people.csv --profile invented
            """)

    @Option(help: ArgumentHelp("People in each country.", valueName: "count"))
    var respondents = 200

    @Option(help: "The seed.")
    var seed: UInt64 = 1

    @Option(
        name: .customLong("out"), help: ArgumentHelp("The file; standard output if left out.", valueName: "file"),
        completion: .file())
    var path: String?

    func run() throws {
        let survey = try InventedSurvey.shipped(respondents: respondents, seed: seed)
        guard let path else {
            let output = FileDescriptorSink.standardOutput()
            return try survey.write { try output.write(Array($0.utf8)) }
        }
        var text = ""
        survey.write { text += $0 }
        try Data(text.utf8).write(to: URL(fileURLWithPath: path), options: .atomic)
    }
}
