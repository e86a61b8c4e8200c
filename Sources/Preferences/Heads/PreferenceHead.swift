/// Trained rewards of one group of users, such as a country: what `preferences train` makes and `score` reads.
public struct PreferenceHead: Sendable, Equatable {
    /// What the rewards are of.
    public enum Rewards: Sendable, Equatable {
        /// One reward per item, by its name.
        case tabular(items: [String], rewards: [Double])
        /// The weights of ``TextFeatures``; the reward of a text is their product with its features.
        case hashed(weights: [Double])
    }

    /// How it was trained.
    public struct Training: Sendable, Equatable {
        public var selection: PairSelection
        public var tau: Double
        public var beta: Double
        public var lambda: Double
        public var seed: UInt64
        public var pairs: Double
        public var users: Int
        public var sumOfWeights: Double
        public var steps: Int
        public var loss: Double
        /// nil if no user was held out.
        public var heldOutLoss: Double?

        public init(
            selection: PairSelection, weighting: PreferenceWeighting = .published, lambda: Double, seed: UInt64 = 0,
            pairs: Double, users: Int, sumOfWeights: Double, steps: Int, loss: Double, heldOutLoss: Double? = nil
        ) {
            (self.selection, tau, beta) = (selection, weighting.tau, weighting.beta)
            (self.lambda, self.seed, self.pairs, self.users) = (lambda, seed, pairs, users)
            (self.sumOfWeights, self.steps, self.loss, self.heldOutLoss) = (sumOfWeights, steps, loss, heldOutLoss)
        }
    }

    /// The group, such as a country; empty for a head of all users.
    public let group: String
    public let rewards: Rewards
    public let training: Training

    public init(group: String, rewards: Rewards, training: Training) {
        (self.group, self.rewards, self.training) = (group, rewards, training)
    }

    /// The rewards of texts, in the order of the features.
    ///
    /// - Parameter reference: r0 by text, which a hashed head adds its part to; nil for 0.
    /// - Throws: `PreferenceError.wrongKindOfHead` for a tabular head, `.lengthsDiffer`.
    public func rewards(of features: TextFeatures, reference: [Double]? = nil) throws(PreferenceError) -> [Double] {
        guard case .hashed(let weights) = rewards else {
            throw .wrongKindOfHead(expected: "hashed", found: "tabular")
        }
        if let reference, reference.count != features.count {
            throw .lengthsDiffer("rewards", reference.count, "texts", features.count)
        }
        return weights.withUnsafeBufferPointer { weights in
            (0..<features.count).map { features.product($0, weights) + (reference?[$0] ?? 0) }
        }
    }

    /// The rewards of items by name.
    ///
    /// - Throws: `PreferenceError.wrongKindOfHead` for a hashed head, `.unknownItem`.
    public func rewards(of items: [String]) throws(PreferenceError) -> [Double] {
        guard case .tabular(let names, let rewards) = rewards else {
            throw .wrongKindOfHead(expected: "tabular", found: "hashed")
        }
        let known = Dictionary(zip(names, rewards)) { first, _ in first }
        var found: [Double] = []
        for item in items {
            guard let reward = known[item] else { throw .unknownItem(item) }
            found.append(reward)
        }
        return found
    }
}
