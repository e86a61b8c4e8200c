import ArgumentParser
import Endpoint
import Evaluation
import Foundation
import Ingest
import SQLite
import Tabular

struct EvaluateChoicesCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "choices",
        abstract: "Score multiple choice over several orders of the options.",
        discussion: """
            The questions are made of short answers of BLEnD: the answer of a region among those of other regions. Each \
            is asked in several orders of its options, since models prefer some letters. One row per region and model: \
            accuracy beside chance, the share always right, consistency, and the bias towards letters.

              cultivar evaluate choices *_data.json --region UK --write-prompts p.jsonl
              cultivar evaluate choices *_data.json --region UK --replies replies.jsonl
              cultivar evaluate choices *_data.json \\
                --endpoint http://127.0.0.1:8080/v1 --model my-model
            """)

    @Argument(
        help: ArgumentHelp(
            "Annotation files of BLEnD, REGION_data.json; at least as many as options.", valueName: "file"),
        completion: .file())
    var paths: [String]

    @Option(
        parsing: .upToNextOption,
        help: ArgumentHelp("The regions that are asked about; all if left out.", valueName: "name"))
    var region: [String] = []

    @Option(help: ArgumentHelp("Options of a question, from 2 to 26.", valueName: "count"))
    var options = 4

    @Option(help: ArgumentHelp("Orders of the options in which a question is asked.", valueName: "count"))
    var orders = 4

    @Option(
        help:
            "How orders are made: \(ChoiceOrder.Method.allCases.map(\.rawValue).joined(separator: ", ")). In cyclic orders each option has each letter once."
    )
    var shuffle = ChoiceOrder.Method.cyclic

    @Option(
        help: ArgumentHelp("Replies with “id” (as in --write-prompts) and “reply”.", valueName: "file"),
        completion: .file())
    var replies: String?

    @Option(
        help: ArgumentHelp("Write what would be asked to a file of JSON lines, and ask nothing.", valueName: "file"),
        completion: .file())
    var writePrompts: String?

    @OptionGroup var asking: AskingOptions
    @OptionGroup var resampling: ResamplingOptions
    @OptionGroup var output: TableOutput

    /// A question of a region in one order.
    private struct Prompt {
        let region: String
        let id: String
        let question: ChoiceQuestion
        let order: ChoiceOrder

        var text: String { question.prompt(order) }
    }

    func validate() throws {
        guard replies != nil || asking.model != nil || writePrompts != nil else {
            throw ValidationError(
                "Say where replies come from: --replies FILE, or --endpoint URL --model NAME; or --write-prompts FILE.")
        }
        guard (2...ChoiceQuestion.mostOptions).contains(options) else {
            throw ValidationError("--options is a number from 2 to \(ChoiceQuestion.mostOptions), and is \(options).")
        }
        guard (1...1_000).contains(orders) else {
            throw ValidationError("--orders is a number from 1 to 1000, and is \(orders).")
        }
    }

    func run() throws {
        try withStopRequest { stop in
            let prompts = try prompts()
            if let writePrompts { return try write(prompts, to: writePrompts) }
            let bootstrap = try resampling.bootstrap()
            var rows: [[SQLValue]] = []
            for (model, texts) in try given(prompts, stop) {
                for region in Set(prompts.map(\.region)).sorted() {
                    let chosen = zip(prompts, texts).filter { $0.0.region == region }.map { prompt, text in
                        ChosenOption(
                            question: prompt.question, order: prompt.order,
                            choice: text.flatMap { prompt.question.choice(of: $0, prompt.order) })
                    }
                    guard let score = ChoiceScore(chosen, bootstrap: bootstrap) else { continue }
                    rows.append(row(region, model, score))
                }
            }
            try output.write(
                [
                    "region", "model", "n", "replies", "unmapped", "accuracy", "accuracy_low", "accuracy_high",
                    "chance", "always_right", "consistency", "letter_bias", "letters",
                ], rows)
        }
    }

    private func row(_ region: String, _ model: String, _ score: ChoiceScore) -> [SQLValue] {
        let letters = score.letters.enumerated().map { "\(ChoiceOrder.letter($0.offset)) \($0.element)" }
        return [
            .text(region), .text(model), .integer(Int64(score.questions)), .integer(Int64(score.replies)),
            .integer(Int64(score.unmapped)), .real(score.accuracy), SQLValue(score.interval?.low),
            SQLValue(score.interval?.high), .real(score.chance), .real(score.alwaysRight),
            SQLValue(score.consistency), SQLValue(score.letterBias), .text(letters.joined(separator: ", ")),
        ]
    }

    private func prompts() throws -> [Prompt] {
        let regions = try Regions(paths: paths)
        return try (region.isEmpty ? regions.names : region).flatMap { name in
            let questions = try ChoiceQuestion.questions(
                region: name, regions: regions.answers, options: options, seed: resampling.seed)
            let all = regions.answers[name]?.questions.count ?? 0
            StandardError.write("\(name): \(questions.count) of \(all) questions have \(options) options\n")
            return questions.flatMap { question in
                ChoiceOrder.orders(of: question, count: orders, method: shuffle, seed: resampling.seed).enumerated()
                    .map {
                        Prompt(
                            region: name, id: "\(name)/\(question.id)/\($0.offset + 1)", question: question,
                            order: $0.element)
                    }
            }
        }
    }

    private func write(_ prompts: [Prompt], to path: String) throws {
        let lines = prompts.map { prompt in
            JSON.object([
                JSON.Member("id", .string(prompt.id)), JSON.Member("region", .string(prompt.region)),
                JSON.Member("prompt", .string(prompt.text)),
            ]).text + "\n"
        }
        try AtomicFile.write(lines.joined().utf8, to: path)
        StandardError.write("\(path): \(prompts.count) prompts\n")
    }

    /// By model the reply to each prompt.
    private func given(_ prompts: [Prompt], _ stop: StopRequest) throws -> [(String, [String?])] {
        if let replies {
            let stored = try Replies(path: replies)
            return try stored.models.map { model in
                let byID = stored.byID(model: model)
                let texts = prompts.map { byID[$0.id] }
                guard texts.contains(where: { $0 != nil }) else {
                    throw EvaluationCommandError.noReplyToQuestions(
                        file: replies, region: prompts.first?.region ?? "any region")
                }
                let missing = texts.count { $0 == nil }
                if missing > 0 {
                    StandardError.write(
                        "\(replies): \(missing) prompts have no reply of \(model), and count as wrong\n")
                }
                return (model, texts)
            }
        }
        let run = try PromptRun(asking, ledger: ReplyLedger(path: asking.ledger), stop: stop)
        defer { StandardError.write("\(run.account)\n") }
        return [(run.model, try run.replies(to: prompts.map(\.text)))]
    }
}

extension ChoiceOrder.Method: ExpressibleByArgument {}
