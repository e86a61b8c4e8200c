/// The pairs of options of GlobalOpinionQA: in a country, the option with the greater share is preferred.
public enum OpinionPairs {
    /// A pair of options of one country, and the gap d0 of the reference.
    public struct Pair: Sendable, Equatable {
        /// The number of the country within the question.
        public let country: Int
        public let chosen: Int
        public let rejected: Int
        /// The difference of the shares, above 0.
        public let gap: Double
        /// r0(chosen) − r0(rejected), r0 as ``LeaveOutShares/meanRewards(_:)``.
        public let reference: Double
    }

    /// Calls `body` for each pair of each country that has others beside it. Options that mean no answer are left out.
    ///
    /// - Parameter isAnswer: whether an option is an answer.
    public static func forEachPair(
        of question: OpinionQuestion, isAnswer: (String) -> Bool = { !NoAnswerOption.matches($0) },
        _ body: (Pair) throws -> Void
    ) rethrows {
        guard question.countries.count > 1 else { return }
        let rewards = LeaveOutShares.meanRewards(question.countries.map(\.shares))
        let answers = question.options.indices.filter { isAnswer(question.options[$0]) }
        for (country, (_, shares)) in question.countries.enumerated() {
            for chosen in answers {
                for rejected in answers where shares[chosen] > shares[rejected] {
                    try body(
                        Pair(
                            country: country, chosen: chosen, rejected: rejected,
                            gap: shares[chosen] - shares[rejected],
                            reference: rewards[country][chosen] - rewards[country][rejected]))
                }
            }
        }
    }
}
