import Endpoint

/// What a run would ask, before it does.
public struct TagEstimate: Sendable, Equatable {
    /// Items, with equal texts counted each.
    public private(set) var items = 0
    public private(set) var empty = 0
    /// Items whose text has tags.
    public private(set) var alreadyDone = 0
    /// Items whose text is that of another item to ask.
    public private(set) var repeated = 0
    /// Requests if each is answered at once.
    public private(set) var requests = 0
    /// Texts that lose their middle.
    public private(set) var truncated = 0
    /// Of all questions, by `TokenEstimate`.
    public private(set) var promptTokens = 0
    /// The most that the answers may have.
    public private(set) var mostAnswerTokens = 0

    /// Seconds that the limits of the settings take at least; nil without limits.
    public private(set) var leastSeconds: Double?

    /// Counts without asking.
    ///
    /// - Complexity: O(bytes), and 16 bytes of memory and some overhead per distinct text.
    public init(
        _ texts: some Sequence<String>, settings: TagSettings, instructions: Instructions, host: String,
        ledger: any TagLedger
    ) throws {
        try settings.validate()
        _ = try ledger.open(settings.identity(instructions, host: host))
        let writer = QuestionWriter(instructions: instructions, settings: settings)
        var seen: Set<TextKey> = []
        for text in texts {
            items += 1
            guard let key = TextKey(of: text) else {
                empty += 1
                continue
            }
            let state = try ledger.state(of: key)
            guard state == nil || state != .tagged && settings.retryFailed else {
                alreadyDone += 1
                continue
            }
            guard seen.insert(key).inserted else {
                repeated += 1
                continue
            }
            let job = writer.job(key: key, text: text)
            requests += 1
            truncated += job.text.isTruncated ? 1 : 0
            promptTokens += writer.promptTokens(job)
            mostAnswerTokens += settings.mostAnswerTokens
        }
        let limits = settings.requests
        let times = [
            limits.requestsPerMinute.map { Double(requests) / $0 * 60 },
            limits.tokensPerMinute.map { Double(promptTokens) / $0 * 60 },
        ]
        leastSeconds = times.compactMap { $0 }.max()
    }
}
