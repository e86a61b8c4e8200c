import Endpoint

/// Writes the requests of texts.
struct QuestionWriter {
    private let instructions: Instructions
    private let settings: TagSettings
    private let systemTokens: Int
    private let schema: JSON

    init(instructions: Instructions, settings: TagSettings) {
        self.instructions = instructions
        self.settings = settings
        systemTokens = TokenEstimate.tokens(of: instructions.system)
        schema = instructions.vocabulary.schema
    }

    func job(key: TextKey, text: String) -> TagJob {
        let fenced = FencedText(text, mostTokens: settings.mostTextTokens, leftOut: instructions.leftOut)
        return TagJob(key: key, text: fenced, mostAnswerTokens: settings.mostAnswerTokens)
    }

    /// The tokens of a question, without its answer.
    func promptTokens(_ job: TagJob) -> Int { systemTokens + TokenEstimate.tokens(of: job.text.content) }

    func ask(_ job: TagJob, _ dialect: ChatDialect) -> Ask<TagJob> {
        var job = job
        job.dialect = dialect
        let system = job.again.isEmpty ? instructions.system : instructions.system(namingAgain: job.again)
        var chat = ChatRequest(
            model: settings.model,
            messages: [
                ChatRequest.Message(role: "system", content: system),
                ChatRequest.Message(role: "user", content: job.text.content),
            ])
        chat.mostTokens = job.mostAnswerTokens
        chat.schema = schema
        chat.extra = settings.extra
        return Ask(
            job: job, request: chat.http(dialect), tokens: promptTokens(job) + job.mostAnswerTokens, seed: job.key.high)
    }
}
