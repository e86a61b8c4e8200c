/// The options that a model, or the tags of a corpus, give to a question.
public struct OptionShares: Sendable, Equatable {
    /// The group that it answers for; nil if it is compared with every group.
    public let group: String?
    public let question: String
    /// Counts, probabilities or other weights by code, from 0 and not all 0.
    public let weights: [Int32: Double]

    public init(group: String? = nil, question: String, weights: [Int32: Double]) {
        (self.group, self.question, self.weights) = (group, question, weights)
    }

    /// Counts answers.
    public init(group: String? = nil, question: String, answers: some Sequence<Int32>) {
        let weights = answers.reduce(into: [:]) { $0[$1, default: 0.0] += 1 }
        self.init(group: group, question: question, weights: weights)
    }
}
