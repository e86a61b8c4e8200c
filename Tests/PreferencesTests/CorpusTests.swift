import Preferences
import Testing

/// Heads of cultures with opposite tastes, on pairs whose answer is known.
@Suite struct CorpusTests {
    /// Two cultures of 8 users and a small one of 2: in the first model 0 always wins, in the second model 1.
    private static func corpus(isTest: (Int) -> Bool = { $0 % 4 == 0 }) throws -> PairCorpus {
        var pairs: [PairCorpus.Pair] = []
        for culture in 0..<3 {
            for member in 0..<(culture == 2 ? 2 : 8) {
                for turn in 0..<4 {
                    // One of four pairs goes against the taste, so that rewards stay finite.
                    let likesFirst = (culture == 0) == (turn > 0)
                    pairs.append(
                        .init(
                            chosen: likesFirst ? 0 : 1, rejected: likesFirst ? 1 : 0, user: culture * 8 + member,
                            culture: culture, isTest: isTest(member), gap: likesFirst ? 0.5 : -0.5))
                }
            }
        }
        return try PairCorpus(
            pairs: pairs, cultures: ["a", "b", "c"], models: ["x", "y"], modelOfResponse: [0, 1], lengths: [1, 2],
            reference: [0.5, 0])
    }

    @Test func eachHeadServesItsOwn() throws {
        let corpus = try Self.corpus()
        var trainer = HeadTrainer(.tabular)
        trainer.lambda = 0.01
        let evaluation = try CorpusEvaluation(corpus, trainer: trainer, selections: [.full, .scpo])
        #expect(evaluation.cultures == [0, 1])
        #expect(evaluation.leftOut.map(\.culture) == [2])
        let shares = [0, 1].map { model in
            [0, 1].map {
                PairAccuracy(EvaluationCells(evaluation.rows).tallies(selection: 0, model: model, culture: $0))?.share
            }
        }
        #expect(shares == [[0.75, 0.25], [0.25, 0.75]])
        // Two test users with four pairs each.
        #expect(
            EvaluationCells(evaluation.rows).tallies(selection: 0, model: 1, culture: 1) == [
                .init(right: 3, pairs: 4), .init(right: 3, pairs: 4),
            ])
        for row in evaluation.rows {
            #expect(row.referenceRight + row.editedPairs == row.pairs)
            #expect(row.editedRight <= row.right)
            // The second response is longer.
            #expect(row.lengthRight == (row.culture == 0 ? 1 : 3))
        }
    }

    /// Rewards of models trained elsewhere: one of all cultures, one of culture b, one without a reward for a response.
    @Test func givenRewardsAreTestedAsHeadsAre() throws {
        let corpus = try Self.corpus()
        let evaluation = try RewardEvaluation(
            corpus,
            [
                .init(selection: "general", culture: nil, rewards: [1, 0]),
                .init(selection: "scores", culture: 1, rewards: [0, 1]),
                .init(selection: "none", culture: nil, rewards: [1, nil]),
            ])
        #expect(evaluation.selections == ["general", "scores", "none"])
        #expect(evaluation.cultures == [0, 1, 2])
        #expect(evaluation.pairsWithoutReward == [0, 0, 20])
        func share(_ selection: Int, _ model: Int, _ culture: Int) -> Double? {
            PairAccuracy(
                EvaluationCells(evaluation.rows).tallies(selection: selection, model: model, culture: culture))?.share
        }
        #expect((0..<3).map { share(0, $0, $0) } == [0.75, 0.25, 0.25])
        #expect(share(0, 0, 1) == nil)
        #expect((0..<3).map { share(1, 1, $0) } == [0.25, 0.75, 0.75])
        #expect(share(1, 0, 0) == nil && share(2, 0, 0) == nil)
        #expect(throws: PreferenceError.self) {
            try RewardEvaluation(corpus, [.init(selection: "short", culture: nil, rewards: [1])])
        }
        #expect(throws: PreferenceError.self) {
            try RewardEvaluation(corpus, [.init(selection: "endless", culture: nil, rewards: [1, .infinity])])
        }
    }

    @Test func pairsWithoutARewardTrainOnlyTheFullHead() {
        let pair = PairCorpus.Pair(chosen: 0, rejected: 1, user: 0, culture: 0, isTest: false, gap: nil)
        #expect(pair.weight(.full, .published) == 1)
        for selection in PairSelection.allCases where selection != .full {
            #expect(pair.weight(selection, .published) == 0)
        }
    }

    @Test func curvesReachTheirTarget() throws {
        let corpus = try Self.corpus()
        let found = try CultureCurves(
            corpus, culture: 1, trainer: HeadTrainer(.tabular), selections: [.full, .scpo], shares: [0.5, 1],
            repetitions: 2)
        #expect(found.target == 0.75)
        #expect(found.curves.map(\.curve.points.count) == [2, 2])
        #expect(found.curves[0].curve.points.map(\.pairs) == [12, 24])
        #expect(found.curves.allSatisfy { $0.neededPairs != nil })
    }

    @Test func whatDoesNotFitIsRefused() throws {
        #expect(throws: PreferenceError.self) {
            try PairCorpus(
                pairs: [.init(chosen: 0, rejected: 2, user: 0, culture: 0, isTest: false, gap: nil)], cultures: ["a"],
                models: [], modelOfResponse: [-1, -1], lengths: [0, 0], reference: [0, 0])
        }
        #expect(throws: PreferenceError.self) {
            try PairCorpus(
                pairs: [], cultures: [], models: [], modelOfResponse: [-1], lengths: [], reference: [0])
        }
        #expect(throws: PreferenceError.self) {
            try PairCorpus(
                pairs: [], cultures: [], models: [], modelOfResponse: [-1], lengths: [0], reference: [.nan])
        }
        let corpus = try Self.corpus()
        #expect(throws: PreferenceError.noTrainingPairs) {
            try CorpusEvaluation(corpus, trainer: HeadTrainer(.tabular), leastUsers: 100)
        }
        #expect(throws: PreferenceError.self) {
            try HeadTrainer(.hashed).head(corpus, pairs: corpus.pairs, selection: .full, group: "")
        }
    }
}
