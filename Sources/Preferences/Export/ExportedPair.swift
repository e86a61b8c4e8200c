/// A pair as it is written for a trainer.
public struct ExportedPair: Sendable, Equatable {
    /// One message of a conversation.
    public struct Message: Sendable, Equatable {
        /// `user`, `assistant` or `system`.
        public let role: String
        public let content: String

        public init(role: String, content: String) { (self.role, self.content) = (role, content) }
    }

    public var key: UInt64
    /// What comes before the two responses; the last message is the user's.
    public var prompt: [Message]
    public var chosen: String
    public var rejected: String
    public var chosenModel: String?
    public var rejectedModel: String?
    public var chosenScore: Double?
    public var rejectedScore: Double?
    /// The difference of the scores, for losses with a margin.
    public var margin: Double?
    public var culture: String?
    public var user: String?
    public var turn: String?
    public var split: String?
    /// The gap of the reference; nil if a side has no reward.
    public var gap: Double?
    /// The weight of training; nil if the pair is not weighed.
    public var weight: Double?

    public init(key: UInt64, prompt: [Message], chosen: String, rejected: String) {
        (self.key, self.prompt, self.chosen, self.rejected) = (key, prompt, chosen, rejected)
    }

    /// The content of the last message of the user.
    var question: String { prompt.last { $0.role == "user" }?.content ?? "" }
}
