import ArgumentParser
import Evaluation
import Ingest
import SQLite

struct EvaluateAnswersCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "answers",
        abstract: "Score short answers by what people of a region answered (BLEnD).",
        discussion: """
            One row per region and model: the share of questions whose reply contains an answer of people (SEM-B), and \
            the same weighed by votes (SEM-W), both in percent with an interval over questions.

              cultivar evaluate answers UK_data.json --replies replies.jsonl
              cultivar evaluate answers *_data.json \\
                --endpoint http://127.0.0.1:8080/v1 --model my-model
            """)

    @Argument(
        help: ArgumentHelp("Annotation files of BLEnD, REGION_data.json.", valueName: "file"), completion: .file())
    var paths: [String]

    @Option(
        help: ArgumentHelp("Replies with “id” and “reply”, of one or several models.", valueName: "file"),
        completion: .file())
    var replies: String?

    @Flag(help: "Ask the questions in English; otherwise in the language of the region.")
    var english = false

    @Option(help: ArgumentHelp("What the model is asked; {question} stands for the question.", valueName: "text"))
    var prompt = """
        Answer the question with one word or a short phrase, in the language of the question. Give no explanation.

        {question}
        """

    @OptionGroup var asking: AskingOptions
    @OptionGroup var resampling: ResamplingOptions
    @OptionGroup var output: TableOutput

    func validate() throws {
        guard replies != nil || asking.model != nil else {
            throw ValidationError("Say where replies come from: --replies FILE, or --endpoint URL --model NAME.")
        }
        if replies != nil, paths.count != 1 {
            throw ValidationError("Replies belong to the questions of one region, and \(paths.count) files are named.")
        }
        guard prompt.contains("{question}") else {
            throw ValidationError("--prompt lacks {question}, where the question goes.")
        }
    }

    func run() throws {
        try withStopRequest { stop in
            let regions = try Regions(paths: paths)
            let bootstrap = try resampling.bootstrap()
            var rows: [[SQLValue]] = []
            for (region, model, byID) in try given(regions, stop) {
                guard let answers = regions.answers[region],
                    let score = ShortAnswerScore(answers, replies: byID, bootstrap: bootstrap)
                else { continue }
                rows.append([
                    .text(region), .text(model), .integer(Int64(score.questions)), .integer(Int64(score.leftOut)),
                    .integer(Int64(score.missing)), .real(score.binary), SQLValue(score.binaryInterval?.low),
                    SQLValue(score.binaryInterval?.high), .real(score.weighted), SQLValue(score.weightedInterval?.low),
                    SQLValue(score.weightedInterval?.high),
                ])
            }
            try output.write(
                [
                    "region", "model", "n", "left_out", "missing", "sem_b", "sem_b_low", "sem_b_high", "sem_w",
                    "sem_w_low", "sem_w_high",
                ], rows)
        }
    }

    /// By region and model the replies by question.
    private func given(_ regions: Regions, _ stop: StopRequest) throws -> [(String, String, [String: String])] {
        if let replies {
            let stored = try Replies(path: replies)
            let region = regions.names.first ?? ""
            let known = Set(regions.answers[region]?.questions.map(\.id) ?? [])
            return try stored.models.map { model in
                let byID = stored.byID(model: model)
                guard byID.keys.contains(where: known.contains) else {
                    throw EvaluationCommandError.noReplyToQuestions(file: replies, region: region)
                }
                let strayed = byID.keys.count { !known.contains($0) }
                if strayed > 0 {
                    StandardError.write(
                        "\(replies): \(strayed) replies of \(model) belong to no question of \(region)\n")
                }
                return (region, model, byID)
            }
        }
        let run = try PromptRun(asking, ledger: ReplyLedger(path: asking.ledger), stop: stop)
        defer { StandardError.write("\(run.account)\n") }
        return try regions.names.map { region in
            let questions = (regions.answers[region]?.questions ?? []).filter(\.isScored)
            let texts = try run.replies(
                to: questions.map { prompt.replacing("{question}", with: english ? $0.englishText : $0.text) })
            let pairs = zip(questions, texts).compactMap { question, text in text.map { (question.id, $0) } }
            return (region, run.model, Dictionary(pairs, uniquingKeysWith: { first, _ in first }))
        }
    }
}
