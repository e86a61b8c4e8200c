import TestSupport
import Testing

@testable import Surveys

@Suite struct ComparisonTests {
    @Test func scoresOfKnownModels() throws {
        let table = try DistanceTests.table(["BRA": [1, 1, 1, 2], "DEU": [4, 4, 3, 3, -1]])
        let human = OptionShares(group: "BRA", question: "1", weights: [1: 0.75, 2: 0.25])
        let perfect = try SurveyComparison(table, [human])
        #expect(perfect.rows.map(\.totalVariation.estimate) == [0])
        #expect(perfect.overall.score?.estimate == 100)
        let uniform = try SurveyComparison(table, [OptionShares(question: "1", weights: [1: 2, 2: 2, 3: 2, 4: 2])])
        #expect(uniform.rows.count == 2)
        #expect(uniform.overall.score?.estimate == 0)
        #expect(uniform.groups.map(\.group) == ["BRA", "DEU"])
        // TV 1 of the first, uniform TV ½: 100·(1 − 1/½) = −100.
        let opposite = try SurveyComparison(table, [OptionShares(group: "BRA", question: "1", answers: [4, 4])])
        #expect(opposite.overall.score?.estimate == -100)
        #expect(opposite.rows[0].wasserstein.estimate == 2.75)
        #expect(opposite.rows[0].respondents == 4)
    }

    /// The score is of the means over items, and not the mean of the items' scores.
    @Test func scoreOfSeveralItems() throws {
        let table = try DistanceTests.table(["BRA": [1, 1, 1, 1], "DEU": [1, 2, 3, 3]])
        let comparison = try SurveyComparison(
            table,
            [
                OptionShares(group: "BRA", question: "1", weights: [1: 1]),
                OptionShares(group: "DEU", question: "1", weights: [4: 1]),
            ])
        // Total variations 0 and 1; of uniform answers ¾ and ¼.
        let score = try #require(comparison.overall.score?.estimate)
        #expect(abs(score) < 1e-12)
        #expect(comparison.groups.map { $0.score?.estimate } == [100, -300])
    }

    @Test func weightsAndDesignEffect() throws {
        let table = try DistanceTests.table(["BRA": [1, 2]], weights: [3, 1])
        let comparison = try SurveyComparison(
            table, [OptionShares(question: "1", weights: [1: 3, 2: 1])], isWeighted: true)
        #expect(comparison.rows[0].totalVariation.estimate == 0)
        #expect(comparison.rows[0].effectiveRespondents == 1.6)
        #expect(comparison.rows[0].designEffect == 1.25)
        let plain = try SurveyComparison(table, [OptionShares(question: "1", weights: [1: 3, 2: 1])])
        #expect(plain.rows[0].totalVariation.estimate == 0.25)
        #expect(plain.rows[0].designEffect == 1)
    }

    @Test func intervalsByRespondents() throws {
        var generator = SeededGenerator(seed: 11)
        let answers = (0..<500).map { _ in Int32.random(in: 1...4, using: &generator) }
        let table = try DistanceTests.table(["BRA": answers])
        let bootstrap = try RespondentBootstrap(seed: 2, replicates: 400)
        let shares = [OptionShares(question: "1", weights: [1: 1, 2: 1])]
        let comparison = try SurveyComparison(table, shares, bootstrap: bootstrap)
        let interval = comparison.rows[0].totalVariation
        #expect(try #require(interval.low) < interval.estimate)
        #expect(try #require(interval.high) > interval.estimate)
        #expect(comparison.overall.score?.standardError != nil)
        let again = try SurveyComparison(table, shares, bootstrap: bootstrap)
        #expect(again.rows == comparison.rows)
    }

    @Test func whatCannotBeCompared() throws {
        let table = try DistanceTests.table(["BRA": [1], "DEU": [-4]])
        let comparison = try SurveyComparison(
            table,
            [
                OptionShares(question: "1", weights: [1: 1, 9: 1]), OptionShares(question: "77", weights: [1: 1]),
                OptionShares(group: "FRA", question: "1", weights: [1: 1]),
            ])
        #expect(comparison.rows.map(\.group) == ["BRA"])
        #expect(comparison.rows[0].offScale == 0.5)
        #expect(comparison.withoutRespondents == ["DEU 1", "77", "FRA 1"])
        for weights in [[9: 1.0], [1: -1.0], [1: .nan], [:]] as [[Int32: Double]] {
            #expect(throws: SurveyError.self) {
                try SurveyComparison(table, [OptionShares(question: "1", weights: weights)])
            }
        }
        #expect(throws: SurveyError.tooFewGroups(found: [], needed: 1)) { try SurveyComparison(table, []) }
        #expect(throws: SurveyError.noWeights(rule: "weighted comparison")) {
            try SurveyComparison(table, [], isWeighted: true)
        }
    }

    @Test func surveyBesideCorpus() throws {
        let table = try DistanceTests.table(["BRA": [1, 1], "DEU": [1, 2], "USA": [4, 4, 4, 4]])
        let distances = try SurveyDistances(table, measure: .totalVariation)
        let found = try SurveyAgainstCorpus(table, distances, samples: ["USA": 300, "DEU": 100, "FRA": 5])
        #expect(found.rows.map(\.group) == ["BRA", "DEU", "USA"])
        #expect(found.rows.map(\.corpusShare) == [0, 0.25, 0.75])
        #expect(found.rows.map(\.respondentShare) == [0.25, 0.25, 0.5])
        #expect(found.rows.map(\.nearest) == ["DEU", "BRA", "BRA"])
        #expect(found.rows.map(\.meanDistance) == [0.75, 0.75, 1])
        // 100 samples at distance ½ and 300 at distance 1.
        #expect(found.rows[0].distanceToCorpus == 0.875)
        #expect(found.rows[2].distanceToCorpus == 1)
        #expect(found.notInSurvey.map(\.group) == ["FRA"])
        let none = try SurveyAgainstCorpus(table, distances, samples: [:])
        #expect(none.rows.allSatisfy { $0.corpusShare == 0 && $0.distanceToCorpus == nil })
        #expect(throws: SurveyError.self) { try SurveyAgainstCorpus(table, distances, samples: ["USA": -1]) }
    }
}
