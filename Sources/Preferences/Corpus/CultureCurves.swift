/// Learning curves of one culture: how accurate its heads are after training on a part of its users.
public struct CultureCurves: Sendable {
    public struct Curve: Sendable {
        public let selection: PairSelection
        public let curve: LearningCurve
        /// How many pairs the curve needs for the best accuracy that all curves reach; nil if it does not get there.
        public let neededPairs: Double?
    }

    public let curves: [Curve]
    /// The best mean accuracy that all curves reach, from 0 to 1.
    public let target: Double

    /// - Parameters:
    ///   - culture: one with training and test pairs.
    ///   - shares: of its training users, above 0 and at most 1.
    /// - Throws: `PreferenceError`. A subset that cannot be trained on is left out.
    public init(
        _ corpus: PairCorpus, culture: Int, trainer: HeadTrainer, selections: [PairSelection], shares: [Double],
        repetitions: Int, seed: UInt64 = 0
    ) throws {
        let training = corpus.pairs(ofCulture: culture, isTest: false)
        let test = corpus.pairs(ofCulture: culture, isTest: true)
        let users = Array(Set(training.lazy.map(\.user))).sorted()
        let found = try selections.map { selection in
            try LearningCurve(users: users.count, shares: shares, repetitions: repetitions, seed: seed) { chosen in
                let included = Set(chosen.map { users[$0] })
                let pairs = training.filter { included.contains($0.user) }
                guard
                    let head = try? trainer.head(
                        corpus, pairs: pairs, selection: selection, group: corpus.cultures[culture])
                else { return nil }
                let rewards = try corpus.rewards(head)
                let right = test.count { rewards[$0.chosen] > rewards[$0.rejected] }
                guard !test.isEmpty else { return nil }
                return .init(pairs: head.training.pairs, accuracy: Double(right) / Double(test.count))
            }
        }
        let target = found.compactMap { $0.points.map(\.mean).max() }.min() ?? 0
        self.target = target
        curves = zip(selections, found).map { selection, curve in
            Curve(selection: selection, curve: curve, neededPairs: curve.pairs(for: target))
        }
    }
}
