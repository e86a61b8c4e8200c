import Statistics
import TestSupport
import Testing

@testable import Evaluation

@Suite struct DistributionTests {
    @Test func distributionsThatAreNone() {
        #expect(OptionDistribution([]) == nil)
        #expect(OptionDistribution([1]) == nil)
        #expect(OptionDistribution([0, 0]) == nil)
        #expect(OptionDistribution([1, -1]) == nil)
        #expect(OptionDistribution([1, .nan]) == nil)
        #expect(OptionDistribution([1, .infinity]) == nil)
    }

    @Test func distances() throws {
        let people = try #require(OptionDistribution([6, 3, 1]))
        let model = try #require(OptionDistribution([0.2, 0.3, 0.5]))
        #expect(abs(try #require(people.totalVariation(to: model)) - 0.4) < 1e-15)
        #expect(abs(try #require(people.wasserstein(to: model)) - 0.8) < 1e-15)
        #expect(people.totalVariation(to: people) == 0)
        #expect(people.wasserstein(to: people) == 0)
        let two = try #require(OptionDistribution([1, 1]))
        #expect(people.totalVariation(to: two) == nil)
        #expect(people.wasserstein(to: two) == nil)
    }

    /// By hand: TV(model, people) .4 and .1, TV(uniform, people) 4/15 and .2; b = 7/30.
    @Test func simBench() throws {
        let first = (
            model: try #require(OptionDistribution([0.2, 0.3, 0.5])),
            people: try #require(OptionDistribution([6, 3, 1]))
        )
        let second = (
            model: try #require(OptionDistribution([0.6, 0.4])), people: try #require(OptionDistribution([0.7, 0.3]))
        )
        let score = try #require(SimBenchScore([first, second]))
        let baseline = 7.0 / 30
        #expect(abs(score.baseline - baseline) < 1e-15)
        #expect(abs(score.questionScores[0] - 100 * (1 - 0.4 / baseline)) < 1e-12)
        #expect(abs(score.score - 100 * (1 - 0.25 / baseline)) < 1e-12)
        #expect(SimBenchScore([]) == nil)
        // A model that is people scores 100; one that picks blindly 0, over one question.
        #expect(SimBenchScore([(second.people, second.people)])?.score == 100)
        let uniform = try #require(second.people.uniform)
        #expect(abs(try #require(SimBenchScore([(uniform, second.people)])).score) < 1e-12)
        #expect(SimBenchScore([(second.model, uniform)]) == nil)
        #expect(SimBenchScore([(first.model, second.people)]) == nil)
    }

    @Test func intervalOverQuestions() throws {
        let questions = try (0..<40).map { place in
            (
                model: try #require(OptionDistribution([Double(place % 7) + 1, 3, 2])),
                people: try #require(OptionDistribution([1, Double(place % 5) + 1, 4]))
            )
        }
        let score = try #require(SimBenchScore(questions, bootstrap: Bootstrap(replicates: 500)))
        let interval = try #require(score.interval)
        #expect(abs(interval.estimate - score.score) < 1e-9)
        #expect(interval.low < score.score && score.score < interval.high)
        #expect(SimBenchScore([questions[0]], bootstrap: Bootstrap(replicates: 500))?.interval == nil)
    }
}
