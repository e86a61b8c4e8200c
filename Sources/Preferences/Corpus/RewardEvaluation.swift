/// How models that were trained elsewhere rank the test pairs of each culture, by their rewards.
public struct RewardEvaluation: Sendable {
    /// The rewards of one model.
    public struct Model: Sendable {
        /// What its rows are named after: a model of all cultures by itself, those of one culture each by one name.
        public let selection: String
        /// The culture whose model it is; nil for one model of all cultures.
        public let culture: Int?
        /// By response; nil for one without a reward.
        public let rewards: [Double?]

        public init(selection: String, culture: Int?, rewards: [Double?]) {
            (self.selection, self.culture, self.rewards) = (selection, culture, rewards)
        }
    }

    /// In the order of the models that name them.
    public let selections: [String]
    /// A model of all cultures is on each of them the model of that culture.
    public let rows: [CorpusEvaluation.Row]
    /// The cultures with test pairs, in the order of the corpus.
    public let cultures: [Int]
    /// By model: the test pairs that have a response without a reward, and are not counted.
    public let pairsWithoutReward: [Int]

    /// - Throws: `PreferenceError.lengthsDiffer` unless each model has a reward, or nil, for each response,
    ///   `.rewardNotFinite`.
    public init(_ corpus: PairCorpus, _ models: [Model]) throws(PreferenceError) {
        let tests = corpus.cultures.indices.map { corpus.pairs(ofCulture: $0, isTest: true) }
        cultures = tests.indices.filter { !tests[$0].isEmpty }
        var selections: [String] = []
        var rows: [CorpusEvaluation.Row] = []
        var pairsWithoutReward: [Int] = []
        for model in models {
            guard model.rewards.count == corpus.reference.count else {
                throw .lengthsDiffer("rewards", model.rewards.count, "responses", corpus.reference.count)
            }
            if let row = model.rewards.firstIndex(where: { $0?.isFinite == false }) {
                throw .rewardNotFinite(model.rewards[row] ?? .nan, row: row)
            }
            let selection = selections.firstIndex(of: model.selection) ?? selections.count
            if selection == selections.count { selections.append(model.selection) }
            var without = 0
            for culture in cultures {
                let known = tests[culture].filter {
                    model.rewards[$0.chosen] != nil && model.rewards[$0.rejected] != nil
                }
                without += tests[culture].count - known.count
                rows += TestPairs(known, corpus).rows(
                    model.rewards.map { $0 ?? .nan }, selection: selection, model: model.culture ?? culture,
                    culture: culture)
            }
            pairsWithoutReward.append(without)
        }
        (self.selections, self.rows, self.pairsWithoutReward) = (selections, rows, pairsWithoutReward)
    }
}
