import ArgumentParser
import Foundation
import Ingest
import SQLite
import Surveys
import Tabular

struct SurveyCompareCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "compare",
        abstract: "Compare a model's or a corpus's answers with those of people.",
        discussion: """
            One row per model and group, and one for all: total variation between the option distributions, and the \
            SimBench score (100 where the model answers as people do, 0 where uniform answers are as near), with \
            intervals by respondents. Answers come from a file with question and code (or reply), model, group and \
            weight, such as a query writes it; or a model is asked every question as each culture.

              cultivar survey compare --store survey.sqlite --shares model.jsonl
              cultivar survey compare Iraq.csv Jordan.csv --seeds WVQ.jsonl --by culture \\
                --endpoint http://127.0.0.1:8080/v1 --model my-model --samples 10
            """)

    @Option(
        parsing: .upToNextOption,
        help: ArgumentHelp("Files of answers: question, code or reply, model, group, weight.", valueName: "file"),
        completion: .file())
    var shares: [String] = []

    @Option(help: "What respondents are put together by: country, culture.")
    var by = RespondentGrouping.country

    @Flag(help: "Print a row per question, too.")
    var questions = false

    @Flag(help: "Count respondents with their survey weights.")
    var weighted = false

    @Option(help: ArgumentHelp("How often the model is asked each question.", valueName: "count"))
    var samples = 5

    @Option(help: ArgumentHelp("How freely the model answers, from 0 to 2.", valueName: "number"))
    var temperature = 1.0

    @Option(
        help: ArgumentHelp("Write the model's answers to a file, which --shares reads.", valueName: "file"),
        completion: .file())
    var writeShares: String?

    @Option(help: ArgumentHelp("Replicates of the intervals; 0 for none.", valueName: "count"))
    var replicates = 1_000

    @Option(help: "The seed of the replicates, and of the model's draws.")
    var seed: UInt64 = 1

    @OptionGroup var asking: AskingOptions
    @OptionGroup var output: TableOutput
    @OptionGroup var source: SurveySource

    func validate() throws {
        guard shares.isEmpty != (asking.model == nil) else {
            throw ValidationError("Say whose answers are compared: --shares FILE, or --endpoint URL --model NAME.")
        }
        guard (1...1_000).contains(samples) else {
            throw ValidationError("--samples is a number from 1 to 1000, and is \(samples).")
        }
        guard (0...2).contains(temperature) else {
            throw ValidationError("--temperature is from 0 to 2, and is \(temperature).")
        }
    }

    func run() throws {
        try withStopRequest { stop in
            let table = try source.table(by: by)
            var models: [SharesFile.Model] = []
            for path in shares {
                let file = try SharesFile(path: path, questions: table.questions)
                tell(file)
                models += file.models
            }
            if asking.model != nil { models += try asked(table, stop).models }
            var rows: [[SQLValue]] = []
            for model in models { rows += try compare(model, table) }
            try output.write(
                questions
                    ? [
                        "model", "group", "question", "topic", "n", "effective", "deff", "off_scale", "total_variation",
                        "low", "high", "wasserstein", "wasserstein_low", "wasserstein_high", "uniform_total_variation",
                    ]
                    : [
                        "model", "group", "n", "total_variation", "low", "high", "uniform_total_variation", "simbench",
                        "simbench_low", "simbench_high",
                    ], rows)
        }
    }

    private func compare(_ model: SharesFile.Model, _ table: RespondentTable) throws -> [[SQLValue]] {
        let comparison = try SurveyComparison(
            table, model.shares, isWeighted: weighted,
            bootstrap: replicates > 0 ? RespondentBootstrap(seed: seed, replicates: replicates) : nil)
        let missing = comparison.withoutRespondents
        if !missing.isEmpty {
            let shown = missing.prefix(5).joined(separator: ", ") + (missing.count > 5 ? ", …" : "")
            StandardError.write(
                "\(model.name): \(missing.count) distributions have no respondents, and are left out: \(shown)\n")
        }
        if questions {
            return comparison.rows.map { row in
                [
                    .text(model.name), .text(row.group), .text(row.question), .text(row.topic),
                    .integer(Int64(row.respondents)), .real(row.effectiveRespondents), .real(row.designEffect),
                    .real(row.offScale), .real(row.totalVariation.estimate), SQLValue(row.totalVariation.low),
                    SQLValue(row.totalVariation.high), .real(row.wasserstein.estimate), SQLValue(row.wasserstein.low),
                    SQLValue(row.wasserstein.high), .real(row.uniformTotalVariation),
                ]
            }
        }
        return (comparison.groups + [comparison.overall]).map { summary in
            [
                .text(model.name), SQLValue(summary.group), .integer(Int64(summary.items)),
                .real(summary.totalVariation.estimate), SQLValue(summary.totalVariation.low),
                SQLValue(summary.totalVariation.high), .real(summary.uniformTotalVariation),
                SQLValue(summary.score?.estimate), SQLValue(summary.score?.low), SQLValue(summary.score?.high),
            ]
        }
    }

    /// What the model says as each culture; the prompts are those of the fine-tuning files.
    private func asked(_ table: RespondentTable, _ stop: StopRequest) throws -> SharesFile {
        let profile = try SurveyProfile.load(source.files.profile)
        let run = try PromptRun(
            asking, ledger: ReplyLedger(path: asking.ledger), temperature: temperature, seed: seed, stop: stop)
        defer { StandardError.write("\(run.account)\n") }
        let items = table.groups.map(\.name).flatMap { group in
            table.questions.compactMap { question in profile.prompts.user(question).map { (group, question, $0) } }
        }
        let prompts = items.map { group, _, user in
            let culture = by == .culture ? group : profile.culture(ofCountry: group) ?? profile.countryName(group)
            return profile.prompts.system(culture: culture) + "\n\n" + user
        }
        var file = SharesFile()
        for round in 1...samples {
            for (item, reply) in zip(items, try run.replies(to: prompts, round: round)) {
                guard let reply else { continue }
                file.add(reply, scale: item.1.scale, model: run.model, group: item.0, question: item.1.id)
            }
        }
        file.end()
        guard !file.models.isEmpty else { throw SharesError.noReply(model: run.model) }
        tell(file)
        if let writeShares {
            try AtomicFile.write(file.text.utf8, to: writeShares)
        }
        return file
    }

    private func tell(_ file: SharesFile) {
        for (model, count) in file.unmapped.sorted(by: { $0.key < $1.key }) {
            StandardError.write("\(model): \(count) replies have no code of the question's scale, and are left out\n")
        }
    }
}
