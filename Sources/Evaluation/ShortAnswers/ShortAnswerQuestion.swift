/// A short-answer question of BLEnD with what annotators of one region answered.
public struct ShortAnswerQuestion: Sendable, Hashable {
    /// Answers that mean the same, and how many annotators gave one of them.
    public struct Group: Sendable, Hashable {
        /// In the region's language.
        public let answers: [String]
        /// In English; may be empty.
        public let englishAnswers: [String]
        public let votes: Int

        public init(answers: [String], englishAnswers: [String] = [], votes: Int) {
            (self.answers, self.englishAnswers, self.votes) = (answers, englishAnswers, votes)
        }
    }

    /// The question's own id: the same in every region.
    public let id: String
    public let text: String
    public let englishText: String
    public let groups: [Group]
    /// Why annotators gave no answer, with their number: `idk`, `no-answer`, `not-applicable`, or their own words.
    public let reasons: [String: Int]

    public init(id: String, text: String, englishText: String, groups: [Group], reasons: [String: Int]) {
        self.id = id
        self.text = text
        self.englishText = englishText
        self.groups = groups
        self.reasons = reasons
    }

    /// Whether the question is scored: BLEnD leaves out those that three annotators gave no answer to or found not
    /// applicable, that five did not know, and that nobody answered.
    ///
    /// Source: J. Myung and others, "BLEnD: A benchmark for LLMs on everyday knowledge in diverse cultures and
    /// languages", NeurIPS 2024 Datasets and Benchmarks, section 4.
    public var isScored: Bool {
        reasons["no-answer", default: 0] + reasons["not-applicable", default: 0] < 3
            && reasons["idk", default: 0] < 5 && !groups.isEmpty
    }

    /// The votes of the most frequent answer; 0 without answers.
    public var mostVotes: Int { groups.map(\.votes).max() ?? 0 }
}
