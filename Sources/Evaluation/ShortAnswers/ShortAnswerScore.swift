import Statistics

/// How often a model's short answers are ones that people of a region gave.
public struct ShortAnswerScore: Sendable, Equatable {
    /// The questions that are scored.
    public let questions: Int
    /// Questions that BLEnD's rule leaves out.
    public let leftOut: Int
    /// Scored questions without a reply; they count as wrong.
    public let missing: Int
    /// 100 times the share of questions whose reply contains an answer of people (SEM-B).
    public let binary: Double
    /// 100 times the mean of votes of the answer over votes of the most frequent answer (SEM-W).
    public let weighted: Double
    /// Of `binary`, questions resampled; nil without a bootstrap or for fewer than two questions.
    public let binaryInterval: BootstrapInterval?
    public let weightedInterval: BootstrapInterval?
    /// Of each scored question, in their order, what it adds to the weighted score, from 0 to 1.
    public let questionScores: [Double]

    /// Scores replies by question id.
    ///
    /// Answers are tried by their votes, most first, as BLEnD does: the first that the reply contains counts.
    ///
    /// Nil without a scored question.
    ///
    /// - Complexity: O(answers · length of a reply).
    public init?(_ answers: ShortAnswers, replies: [String: String], bootstrap: Bootstrap? = nil) {
        let scored = answers.questions.filter(\.isScored)
        guard !scored.isEmpty else { return nil }
        questions = scored.count
        leftOut = answers.questions.count - scored.count
        missing = scored.count { replies[$0.id] == nil }
        let scores = scored.map { question in replies[question.id].map { question.score(of: $0) } ?? 0 }
        questionScores = scores
        let binary = scores.map { $0 > 0 ? 100.0 : 0 }
        let weighted = scores.map { 100 * $0 }
        self.binary = CompensatedSum(binary).value / Double(scored.count)
        self.weighted = CompensatedSum(weighted).value / Double(scored.count)
        binaryInterval = bootstrap?.meanInterval(binary)
        weightedInterval = bootstrap?.meanInterval(weighted)
    }
}

extension ShortAnswerQuestion {
    /// Votes of the most frequent answer that the reply contains, over those of the most frequent of all; 0 if it
    /// contains none.
    public func score(of reply: String) -> Double {
        let matching = AnswerMatching(reply)
        // Sorting keeps the order of groups with equal votes.
        let byVotes = groups.enumerated().sorted { ($1.element.votes, $0.offset) < ($0.element.votes, $1.offset) }
        for (_, group) in byVotes {
            if (group.answers + group.englishAnswers).contains(where: { matching.contains($0) }) {
                return Double(group.votes) / Double(max(mostVotes, 1))
            }
        }
        return 0
    }
}
