import Endpoint

/// The side of a run that knows texts and tags; the dispatcher knows requests.
final class TagClient: DispatchClient {
    /// So many texts are skipped before the requests in flight are looked after again.
    private static let mostSkipped = 2000
    private static let commitSeconds = 1.0
    /// Answers that a killed process may lose, with those in flight.
    private static let mostLost = 64

    private var texts: AnyIterator<String>
    private let settings: TagSettings
    private let ledger: any TagLedger
    private let writer: QuestionWriter
    private let reader: AnswerReader
    private let clock: () -> Double
    private let report: (TagProgress) -> Void

    private var dialect = ChatDialect()
    /// A dialect with which some request has succeeded.
    private var provenDialect: ChatDialect?
    /// In flight, or not committed yet.
    private var keysOnTheirWay: Set<TextKey> = []
    private var records: [TagRecord] = []
    private let batch: Int
    private let start: Double
    private var lastCommit: Double
    private var lastReport: Double
    private var recent = RecentRate()
    private(set) var progress = TagProgress()

    init(
        texts: some IteratorProtocol<String>, total: Int?, settings: TagSettings, instructions: Instructions,
        ledger: any TagLedger, clock: @escaping () -> Double, progress report: @escaping (TagProgress) -> Void
    ) {
        self.texts = AnyIterator(texts)
        self.settings = settings
        self.ledger = ledger
        self.clock = clock
        self.report = report
        writer = QuestionWriter(instructions: instructions, settings: settings)
        reader = AnswerReader(vocabulary: instructions.vocabulary)
        // With what is in flight, a kill loses no more than 64 answers as long as fewer are in flight.
        batch = max(Self.mostLost - settings.requests.concurrency, 8)
        start = clock()
        lastCommit = start
        lastReport = start
        progress.total = total
    }

    // MARK: - Questions

    func next() throws -> NextAsk<TagJob> {
        for _ in 0..<Self.mostSkipped {
            guard let text = texts.next() else { return .end }
            guard let key = TextKey(of: text) else {
                progress.empty += 1
                continue
            }
            guard try isNew(key) else {
                progress.alreadyDone += 1
                continue
            }
            keysOnTheirWay.insert(key)
            return .ask(writer.ask(writer.job(key: key, text: text), dialect))
        }
        return .notYet
    }

    private func isNew(_ key: TextKey) throws -> Bool {
        guard !keysOnTheirWay.contains(key) else { return false }
        switch try ledger.state(of: key) {
        case nil: return true
        case .tagged: return false
        // A text that fails again in this run must not be asked a third time, so it stays among the keys.
        case .failed, .refused: return settings.retryFailed
        }
    }

    // MARK: - Answers

    func judge(_ answer: HTTPAnswer, to ask: Ask<TagJob>, attempts: Int) throws -> Verdict<TagJob> {
        guard answer.status < 300 else { return adapt(ask, ServerMessage.of(answer.body)) }
        var job = ask.job
        job.requests = attempts
        guard let chat = ChatAnswer(answer.body) else {
            job.count(answer, nil)
            return .unusable(
                "an answer that is no whole chat completion: \(ServerMessage.of(answer.body))", serverIsWell: false,
                tokens: nil, instead: nil)
        }
        job.count(answer, chat)
        learn(job.dialect)
        switch reader.read(chat) {
        case .tags(let readings): return try take(readings, of: job, chat)
        case .refusal(let words):
            return .unusable(
                Refusal.mark + words, serverIsWell: true, tokens: chat.tokens, instead: writer.ask(job, dialect))
        case .cut:
            if job.mostAnswerTokens == settings.mostAnswerTokens {
                job.mostAnswerTokens *= 2
                return .instead(writer.ask(job, dialect), tokens: chat.tokens)
            }
            return .unusable(
                "the answer is cut at \(job.mostAnswerTokens) tokens", serverIsWell: true, tokens: chat.tokens,
                instead: writer.ask(job, dialect))
        case .unreadable(let reason):
            return .unusable(reason, serverIsWell: true, tokens: chat.tokens, instead: writer.ask(job, dialect))
        }
    }

    /// Keeps tags, or asks once more for the dimensions that have none.
    private func take(
        _ readings: [AnswerReader.DimensionReading], of job: TagJob, _ chat: ChatAnswer
    ) throws -> Verdict<TagJob> {
        var job = job
        guard job.first.isEmpty else {
            let merged = zip(job.first, readings).map { first, second in
                first.isUsable || !second.isUsable ? first : second
            }
            try keep(job, merged, chat)
            return .accepted(tokens: chat.tokens)
        }
        let unusable = readings.filter { !$0.isUsable }.map(\.name)
        guard !unusable.isEmpty else {
            try keep(job, readings, chat)
            return .accepted(tokens: chat.tokens)
        }
        job.first = readings
        job.again = unusable
        return .instead(writer.ask(job, dialect), tokens: chat.tokens)
    }

    /// Another form of a request that the server refuses, if there is one that this text has not been sent in.
    private func adapt(_ ask: Ask<TagJob>, _ message: String) -> Verdict<TagJob> {
        var job = ask.job
        job.refusedDialects.append(job.dialect)
        // Another request may have learned a form meanwhile.
        if !job.refusedDialects.contains(dialect) { return .instead(writer.ask(job, dialect), tokens: nil) }
        guard provenDialect == nil, let next = job.dialect.next(afterRefusal: message, hasSchema: true),
            !job.refusedDialects.contains(next.dialect)
        else { return .rejected }
        if next.isCertain { dialect = next.dialect }
        return .instead(writer.ask(job, next.dialect), tokens: nil)
    }

    /// Keeps the form of a request that has succeeded for the rest of the run.
    private func learn(_ proven: ChatDialect) {
        guard provenDialect == nil else { return }
        provenDialect = proven
        dialect = proven
    }

    // MARK: - Records

    private func keep(_ job: TagJob, _ readings: [AnswerReader.DimensionReading], _ chat: ChatAnswer) throws {
        let hasOutside = readings.contains { !$0.isUsable }
        let fails = hasOutside && settings.onInvalid == .fail
        try keep(
            TagRecord(
                key: job.key, state: fails ? .failed : .tagged, attempts: job.requests,
                reason: fails ? "values outside the vocabulary" : nil, status: 200, promptTokens: job.promptTokens,
                completionTokens: job.completionTokens, latency: job.latency, isTruncated: job.text.isTruncated,
                answer: chat.content, values: readings.flatMap(\.values)))
    }

    func failed(_ ask: Ask<TagJob>, _ failure: RequestFailure, attempts: Int) throws {
        let job = ask.job
        // What a first answer said is better than nothing.
        if !job.first.isEmpty {
            var chat = ChatAnswer(content: "")
            chat.finishReason = nil
            var last = job
            last.requests = attempts
            return try keep(last, job.first, chat)
        }
        let reason = failure.description
        let isRefusal = reason.hasPrefix(Refusal.mark)
        try keep(
            TagRecord(
                key: job.key, state: isRefusal ? .refused : .failed, attempts: attempts,
                reason: isRefusal ? String(reason.dropFirst(Refusal.mark.count)) : reason, status: failure.status,
                promptTokens: job.promptTokens, completionTokens: job.completionTokens, latency: job.latency,
                isTruncated: job.text.isTruncated, answer: nil, values: []))
    }

    private func keep(_ record: TagRecord) throws {
        records.append(record)
        switch record.state {
        case .tagged: progress.tagged += 1
        case .failed: progress.failed += 1
        case .refused: progress.refused += 1
        }
        if records.count >= batch { try save() }
    }

    /// Commits what has not been.
    func save() throws {
        lastCommit = clock()
        guard !records.isEmpty else { return }
        try ledger.commit(records)
        for record in records where record.state == .tagged || !settings.retryFailed {
            keysOnTheirWay.remove(record.key)
        }
        records = []
    }

    // MARK: - Time

    func tick(_ counts: DispatchCounts) throws {
        let now = clock()
        if now - lastCommit >= Self.commitSeconds { try save() }
        guard now - lastReport >= 1 else { return }
        lastReport = now
        update(counts)
    }

    /// Commits the rest and reports for the last time.
    func finish(_ counts: DispatchCounts) throws {
        try save()
        update(counts)
    }

    private func update(_ counts: DispatchCounts) {
        progress.requests = counts
        progress.seconds = clock() - start
        progress.rate = recent.rate(count: progress.finished, seconds: progress.seconds)
        report(progress)
    }
}

/// How a refusal is told apart from other unusable answers on its way through the dispatcher.
private enum Refusal {
    static let mark = "refused by the model: "
}
