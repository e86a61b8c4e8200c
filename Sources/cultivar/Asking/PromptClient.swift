import Endpoint

/// The side of a run that knows prompts and replies; the dispatcher knows requests.
final class PromptClient: DispatchClient {
    /// A prompt on its way.
    struct Job {
        let place: Int
        let prompt: String
        /// The form of the last request, and the forms that the server refused.
        var dialect: ChatDialect
        var refused: [ChatDialect] = []
    }

    /// Replies that a killed process may lose, with those in flight.
    private static let mostPending = 32
    private static let commitSeconds = 0.5

    private let prompts: [(place: Int, prompt: String)]
    private let request: (String) -> ChatRequest
    private let keep: ([Reply]) throws -> Void
    private let clock: () -> Double
    private let report: (DispatchCounts) -> Void
    private var position = 0
    private var dialect = ChatDialect()
    private var isProven = false
    private var pending: [Reply] = []
    private var lastCommit: Double

    /// What became of a prompt.
    struct Reply {
        let place: Int
        let reply: String?
        let reason: String?
        let attempts: Int
        let tokens: Int?
    }

    init(
        prompts: [(place: Int, prompt: String)], clock: @escaping () -> Double,
        request: @escaping (String) -> ChatRequest, report: @escaping (DispatchCounts) -> Void,
        keep: @escaping ([Reply]) throws -> Void
    ) {
        self.prompts = prompts
        self.clock = clock
        self.request = request
        self.report = report
        self.keep = keep
        lastCommit = clock()
    }

    func next() -> NextAsk<Job> {
        guard position < prompts.count else { return .end }
        defer { position += 1 }
        let (place, prompt) = prompts[position]
        return .ask(ask(Job(place: place, prompt: prompt, dialect: dialect)))
    }

    private func ask(_ job: Job) -> Ask<Job> {
        let http = request(job.prompt).http(job.dialect)
        return Ask(job: job, request: http, tokens: (http.body?.count ?? 0) / 4 + 16, seed: UInt64(job.place))
    }

    func judge(_ answer: HTTPAnswer, to ask: Ask<Job>, attempts: Int) throws -> Verdict<Job> {
        guard answer.status < 300 else { return adapt(ask.job, ServerMessage.of(answer.body)) }
        guard let chat = ChatAnswer(answer.body) else {
            return .unusable(
                "an answer that is no whole chat completion: \(ServerMessage.of(answer.body))", serverIsWell: false,
                tokens: nil, instead: nil)
        }
        if !isProven { (isProven, dialect) = (true, ask.job.dialect) }
        // A refusal is a reply, too: it has no label, and costs recall.
        try take(
            Reply(
                place: ask.job.place, reply: chat.refusal ?? chat.content, reason: nil, attempts: attempts,
                tokens: chat.tokens))
        return .accepted(tokens: chat.tokens)
    }

    /// Another form of a request that the server refuses, if there is one.
    private func adapt(_ job: Job, _ message: String) -> Verdict<Job> {
        var job = job
        job.refused.append(job.dialect)
        if !job.refused.contains(dialect) {
            job.dialect = dialect
            return .instead(ask(job), tokens: nil)
        }
        guard !isProven, let next = job.dialect.next(afterRefusal: message, hasSchema: false),
            !job.refused.contains(next.dialect)
        else { return .rejected }
        if next.isCertain { dialect = next.dialect }
        job.dialect = next.dialect
        return .instead(ask(job), tokens: nil)
    }

    func failed(_ ask: Ask<Job>, _ failure: RequestFailure, attempts: Int) throws {
        try take(
            Reply(place: ask.job.place, reply: nil, reason: failure.description, attempts: attempts, tokens: nil))
    }

    private func take(_ reply: Reply) throws {
        pending.append(reply)
        if pending.count >= Self.mostPending { try save() }
    }

    /// Keeps what has not been kept.
    func save() throws {
        lastCommit = clock()
        let replies = pending
        pending = []
        try keep(replies)
    }

    func tick(_ counts: DispatchCounts) throws {
        guard clock() - lastCommit >= Self.commitSeconds else { return }
        try save()
        report(counts)
    }
}
