import ArgumentParser
import Foundation
import Reports
import Surveys
import Tabular

struct SurveyExportCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "export",
        abstract: "Write a fine-tuning file from the answers of a culture.",
        discussion: """
            Each row asks a question of the survey, or one made from it, and answers with the label that the culture's \
            respondents give it. The default rule rounds the mean of the valid answers and leaves out questions that \
            nobody was asked; --rule paper gives the files that CultureLLM published, row for row.

              cultivar survey export Iraq.csv Jordan.csv --seeds WVQ.jsonl \\
                --culture Arabic --size 500 --augmented new_WVQ_500.jsonl \\
                --rule paper --out arabic.jsonl
            """)

    @Option(help: ArgumentHelp("A culture of the profile, or One for all of them.", valueName: "name"))
    var culture: String

    @Option(help: ArgumentHelp("The number of augmented questions, as the profile has it: 50, 150, 500, …"))
    var size: String = "50"

    @Option(help: "The form of a row: \(TuningForm.allCases.map(\.rawValue).joined(separator: ", ")).")
    var form = TuningForm.chat

    @Option(help: "How answers become a label: \(LabelRule.allCases.map(\.rawValue).joined(separator: ", ")).")
    var rule = LabelRule.rounded

    @Flag(
        inversion: .prefixedNo,
        help: "Leave out questions that nobody was asked; the default, except for --rule paper.")
    var dropUnasked: Bool?

    @Flag(help: "Leave out rows whose label is no code of the question's scale.")
    var dropOutsideScale = false

    @Option(
        parsing: .upToNextOption,
        help: ArgumentHelp(
            "Files of augmented questions, by the names that the profile gives them.", valueName: "file"),
        completion: .file())
    var augmented: [String] = []

    @Option(
        parsing: .upToNextOption,
        help: ArgumentHelp("The blocks of the culture, from 1, in this order.", valueName: "number"))
    var blocks: [Int] = []

    @Option(help: ArgumentHelp("Shuffle the rows, the same way for the same seed.", valueName: "seed"))
    var shuffle: UInt64?

    @Option(
        name: .customLong("out"), help: ArgumentHelp("The file; standard output if left out.", valueName: "file"),
        completion: .file())
    var path: String?

    @OptionGroup var source: SurveySource

    func run() throws {
        let (tally, questions) = try source.tally()
        let augmented = try augmented.map { try AugmentedQuestions(path: $0, seeds: questions) }
        for file in augmented where file.rejects.total > 0 {
            StandardError.write("\(file.file): \(file.rejects.total) records rejected\n")
        }
        let set = try SurveyExport(tally, augmented: augmented).rows(
            ExportRequest(
                culture: culture, size: size, rule: rule, dropUnasked: dropUnasked ?? (rule != .paper),
                dropOutsideScale: dropOutsideScale, blocks: blocks.isEmpty ? nil : blocks, shuffleSeed: shuffle))
        let text = set.text(form)
        if let path {
            try AtomicFile.write(text.utf8, to: path)
        } else {
            try FileDescriptorSink.standardOutput().write(Array(text.utf8))
        }
        StandardError.write(
            """
            \(path ?? "standard output"): \(Magnitude.grouped(Int64(set.rows.count))) rows, \(set.unasked) left out \
            because nobody was asked, \(set.outsideScale) because the label is outside the scale\n
            """)
    }
}

extension TuningForm: ExpressibleByArgument {}
extension LabelRule: ExpressibleByArgument {}
