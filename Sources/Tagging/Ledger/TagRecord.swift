/// What is kept of one text: how it was asked, and its tags.
public struct TagRecord: Sendable, Equatable {
    public enum State: String, Sendable, CaseIterable {
        /// It has tags, though some may be outside the vocabulary.
        case tagged
        /// No usable answer; `retryFailed` asks again.
        case failed
        /// The model declined; `retryFailed` asks again.
        case refused
    }

    public let key: TextKey
    public let state: State
    /// Requests sent for it in this run.
    public let attempts: Int
    /// Why there are no tags; nil for a tagged text.
    public let reason: String?
    /// The last HTTP status; nil without one.
    public let status: Int?
    public let promptTokens: Int?
    public let completionTokens: Int?
    /// Seconds of the last request.
    public let latency: Double
    public let isTruncated: Bool
    /// The words of the model; nil if there are none.
    public let answer: String?
    public let values: [TagValue]

    public init(
        key: TextKey, state: State, attempts: Int, reason: String?, status: Int?, promptTokens: Int?,
        completionTokens: Int?, latency: Double, isTruncated: Bool, answer: String?, values: [TagValue]
    ) {
        self.key = key
        self.state = state
        self.attempts = attempts
        self.reason = reason
        self.status = status
        self.promptTokens = promptTokens
        self.completionTokens = completionTokens
        self.latency = latency
        self.isTruncated = isTruncated
        self.answer = answer
        self.values = values
    }
}
