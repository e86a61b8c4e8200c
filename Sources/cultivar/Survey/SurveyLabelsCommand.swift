import ArgumentParser
import SQLite
import Surveys
import Warehouse

struct SurveyLabelsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "labels",
        abstract: "Print the label of each question for the blocks of the cultures.",
        discussion: """
            One row per culture, block and question. A label is null where nobody of the block gave a valid answer.

              cultivar survey labels Iraq.csv Jordan.csv --seeds WVQ.jsonl --rule mode --format csv
            """)

    @Option(help: "How answers become a label: \(LabelRule.allCases.map(\.rawValue).joined(separator: ", ")).")
    var rule = LabelRule.rounded

    @OptionGroup var output: TableOutput
    @OptionGroup var source: SurveySource

    func run() throws {
        let tally = try source.tally().answers
        if rule == .weighted, !tally.hasWeights { throw SurveyError.noWeights(rule: rule.rawValue) }
        var rows: [[SQLValue]] = []
        for culture in tally.profile.cultures {
            for (number, block) in culture.blocks.enumerated() {
                guard let counts = tally.blocks[block] else { continue }
                for (position, question) in tally.questions.enumerated() {
                    rows.append([
                        .text(culture.name), .integer(Int64(number + 1)), .text(block.country),
                        .integer(Int64(counts.respondents)), .text(question.id), .text(question.topic),
                        SQLValue(tally.label(block, question: position, rule: rule)),
                    ])
                }
            }
        }
        try output.write(["culture", "block", "country", "respondents", "question", "topic", "label"], rows)
    }
}
