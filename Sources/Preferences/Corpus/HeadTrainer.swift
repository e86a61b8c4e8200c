/// Trains heads on pairs of a corpus.
public struct HeadTrainer: Sendable {
    /// What a reward depends on.
    public enum Features: String, Sendable, CaseIterable {
        /// The model that wrote the response: one reward per model.
        case tabular
        /// The words of the response: see ``TextFeatures``.
        case hashed
    }

    public var features: Features
    public var weighting: PreferenceWeighting
    public var lambda = 0.2
    /// Of the users that are held out to stop early; of hashed heads only.
    public var seed: UInt64 = 0

    public init(_ features: Features, weighting: PreferenceWeighting = .published) {
        (self.features, self.weighting) = (features, weighting)
    }

    /// - Parameter group: the name of those whose pairs they are; empty for all users.
    /// - Throws: `PreferenceError`.
    public func head(
        _ corpus: PairCorpus, pairs: [PairCorpus.Pair], selection: PairSelection, group: String
    ) throws(PreferenceError) -> PreferenceHead {
        let present = pairs.filter { $0.weight(selection, weighting) > 0 }
        guard !present.isEmpty else { throw .noTrainingPairs }
        let users = Set(present.lazy.map(\.user)).count
        switch features {
        case .tabular:
            let entries = CountedPairs(
                present.lazy.filter { corpus.isCompared($0) }.map { pair in
                    CountedPairs.Entry(
                        winner: corpus.modelOfResponse[pair.chosen], loser: corpus.modelOfResponse[pair.rejected],
                        count: pair.weight(selection, weighting))
                }
            ).entries
            let fit = try TabularFit(pairs: entries, reference: corpus.meanReferenceOfModels, lambda: lambda)
            return PreferenceHead(
                group: group, rewards: .tabular(items: corpus.models, rewards: fit.rewards),
                training: .init(
                    selection: selection, weighting: weighting, lambda: lambda, seed: seed,
                    pairs: Double(present.count), users: users, sumOfWeights: fit.sumOfWeights,
                    steps: fit.iterations, loss: fit.loss))
        case .hashed:
            guard let features = corpus.features else {
                throw .lengthsDiffer("texts", 0, "rewards", corpus.reference.count)
            }
            var options = HashedFit.Options()
            options.lambda = lambda
            options.seed = seed
            let fit = try HashedFit(
                features: features,
                pairs: present.map { pair in
                    .init(
                        chosen: pair.chosen, rejected: pair.rejected, weight: pair.weight(selection, weighting),
                        user: pair.user)
                }, reference: corpus.reference, options: options)
            return PreferenceHead(
                group: group, rewards: .hashed(weights: fit.weights),
                training: .init(
                    selection: selection, weighting: weighting, lambda: lambda, seed: seed, pairs: Double(fit.pairs),
                    users: fit.users, sumOfWeights: fit.sumOfWeights, steps: fit.steps, loss: fit.loss,
                    heldOutLoss: fit.heldOutLoss))
        }
    }
}

extension PairCorpus {
    /// Whether the responses are of two known models: a model beside itself says nothing.
    fileprivate func isCompared(_ pair: Pair) -> Bool {
        let (one, other) = (modelOfResponse[pair.chosen], modelOfResponse[pair.rejected])
        return one >= 0 && other >= 0 && one != other
    }

    /// The rewards of all responses by a head. A response of a model that a tabular head does not know keeps r0.
    ///
    /// - Throws: `PreferenceError`.
    public func rewards(_ head: PreferenceHead) throws(PreferenceError) -> [Double] {
        switch head.rewards {
        case .tabular(let items, let rewards):
            let known = Dictionary(zip(items, rewards)) { first, _ in first }
            let byModel = models.map { known[$0] }
            return modelOfResponse.indices.map { response in
                let model = modelOfResponse[response]
                return (model >= 0 ? byModel[model] : nil) ?? reference[response]
            }
        case .hashed:
            guard let features else { throw .lengthsDiffer("texts", 0, "rewards", reference.count) }
            return try head.rewards(of: features, reference: reference)
        }
    }
}
