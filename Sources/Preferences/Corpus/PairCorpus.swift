/// Pairs of rated responses, with what training and evaluation need of them.
///
/// Responses, users, cultures and models are numbers from 0; −1 stands for none.
public struct PairCorpus: Sendable {
    public struct Pair: Sendable, Equatable {
        public let chosen: Int
        public let rejected: Int
        public let user: Int
        public let culture: Int
        public let isTest: Bool
        /// d0; nil if the reference has no reward for one side.
        public let gap: Double?

        public init(chosen: Int, rejected: Int, user: Int, culture: Int, isTest: Bool, gap: Double?) {
            (self.chosen, self.rejected, self.user) = (chosen, rejected, user)
            (self.culture, self.isTest, self.gap) = (culture, isTest, gap)
        }

        /// What the pair counts in training. Without a reward on both sides it is not weighed, so that only training
        /// on all pairs has it.
        public func weight(_ selection: PairSelection, _ weighting: PreferenceWeighting) -> Double {
            guard let gap else { return selection == .full ? 1 : 0 }
            return selection.weight(gap, weighting)
        }
    }

    public let pairs: [Pair]
    public let cultures: [String]
    public let models: [String]
    /// By response: the model that wrote it.
    public let modelOfResponse: [Int]
    /// By response: characters, for the baseline "the longer answer wins".
    public let lengths: [Int]
    /// By response: r0; 0 where there is none.
    public let reference: [Double]
    /// By response; nil where only tabular heads are trained.
    public let features: TextFeatures?

    /// - Throws: `PreferenceError.lengthsDiffer` unless all columns have an entry for each response,
    ///   `.pairOutsideItems` for a pair of responses that are not there, `.rewardNotFinite`.
    public init(
        pairs: [Pair], cultures: [String], models: [String], modelOfResponse: [Int], lengths: [Int],
        reference: [Double], features: TextFeatures? = nil
    ) throws(PreferenceError) {
        let count = reference.count
        for (name, length) in [("models", modelOfResponse.count), ("lengths", lengths.count)] where length != count {
            throw .lengthsDiffer(name, length, "rewards", count)
        }
        if let features, features.count != count { throw .lengthsDiffer("texts", features.count, "rewards", count) }
        if let row = reference.firstIndex(where: { !$0.isFinite }) {
            throw .rewardNotFinite(reference[row], row: row)
        }
        for (number, pair) in pairs.enumerated() {
            guard (0..<count).contains(pair.chosen), (0..<count).contains(pair.rejected) else {
                throw .pairOutsideItems(pair: number, items: count)
            }
        }
        (self.pairs, self.cultures, self.models) = (pairs, cultures, models)
        (self.modelOfResponse, self.lengths) = (modelOfResponse, lengths)
        (self.reference, self.features) = (reference, features)
    }

    /// By model: the mean of r0 over its responses, 0 for a model without any.
    var meanReferenceOfModels: [Double] {
        var sums = [Double](repeating: 0, count: models.count)
        var counts = [Double](repeating: 0, count: models.count)
        for (response, model) in modelOfResponse.enumerated() where model >= 0 {
            sums[model] += reference[response]
            counts[model] += 1
        }
        return zip(sums, counts).map { $1 > 0 ? $0 / $1 : 0 }
    }

    /// The pairs of a culture that train, or that test.
    func pairs(ofCulture culture: Int, isTest: Bool) -> [Pair] {
        pairs.filter { $0.culture == culture && $0.isTest == isTest }
    }
}
