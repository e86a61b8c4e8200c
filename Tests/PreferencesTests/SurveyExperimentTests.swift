import Foundation
import Preferences
import TestSupport
import Testing

/// The WVS experiment, against answers that were computed independently in Python.
@Suite(.enabled(if: SharedSurvey.isPresent, "../shared/data is not there: nothing to compare with"))
struct SurveyExperimentTests {
    private static let experiment = Result {
        let surveys = try SharedSurvey.load()
        return try CommunityExperiment(
            Community.survey(surveys), selections: [.full, .filter, .scpo, .weight, .inverse],
            blocks: surveys[0].answers.blocks)
    }

    @Test func averages() throws {
        let experiment = try Self.experiment.get()
        let expected = try #require(
            SharedSurvey.expected()["averages_lambda_0_2 (own, other, own where d0<0)"] as? [String: [Double]])
        for (name, values) in expected {
            guard name != "global" else {
                let start = try #require(experiment.start)
                #expect(isClose(start.ownShare.map { $0 * 100 }, values[0]))
                #expect(isClose(start.otherShare.map { $0 * 100 }, values[1]))
                continue
            }
            let selection = try #require(experiment.selections.firstIndex { $0.rawValue == name })
            let matrix = experiment.matrices[selection]
            let edited = experiment.editedAccuracies(selection).compactMap { $0?.percent }
            #expect(isClose(matrix.ownShare.map { $0 * 100 }, values[0]), "\(name)")
            #expect(isClose(matrix.otherShare.map { $0 * 100 }, values[1]), "\(name)")
            #expect(isClose(edited.reduce(0, +) / Double(edited.count), values[2]), "\(name)")
        }
    }

    @Test func theReferenceIsWrongOnEveryEditedPair() throws {
        for community in try Self.experiment.get().communities {
            let tallies = community.test.tallies(community.reference, editedBy: community.reference)
            #expect(PairAccuracy(tallies)?.share == 0)
            #expect(PairAccuracy(tallies)?.pairs == Double(community.test.editedCount(by: community.reference)))
        }
    }

    @Test func pairsAreCountedFirst() throws {
        let communities = try Self.experiment.get().communities
        #expect(communities.reduce(0) { $0 + $1.training.total } == 2_860_982)
        let distinct = Set(communities.flatMap { $0.training.entries.map { [$0.winner, $0.loser] } })
        #expect(distinct.count == 1_014)
    }

    @Test func weightsByCountry() throws {
        let experiment = try Self.experiment.get()
        let expected = try #require(SharedSurvey.expected()["per_country"] as? [String: [String: Double]])
        #expect(expected.count > 5)
        for (name, values) in expected {
            let index = try #require(experiment.communities.firstIndex { $0.name == name })
            let summary = experiment.summaries[index]
            #expect(summary.pairs == values["pairs"], "\(name)")
            #expect(summary.kept == values["kept"], "\(name)")
            #expect(isClose(summary.meanWeight, try #require(values["meanW"])), "\(name)")
            #expect(isClose(summary.effectivePairs.map { $0 / summary.kept }, try #require(values["ess"])), "\(name)")
        }
    }

    @Test func clusteredErrors() throws {
        let experiment = try Self.experiment.get()
        let scpo = try #require(experiment.selections.firstIndex(of: .scpo))
        let expected = try #require(SharedSurvey.expected()["clustered_errors"] as? [String: [String: Any]])
        #expect(expected.count > 5)
        for (name, values) in expected {
            let index = try #require(experiment.communities.firstIndex { $0.name == name })
            let community = experiment.communities[index]
            let start = try #require(PairAccuracy(community.test.tallies(community.reference)))
            let model = try #require(experiment.accuracies(scpo)[index])
            // A respondent without a valid answer has no pair, and is no cluster.
            #expect(model.users == values["test_respondents"] as? Int)
            #expect(model.pairs == values["test_pairs"] as? Double)
            for (key, accuracy) in [("global", start), ("scpo", model)] {
                let numbers = try #require(values[key] as? [String: Double])
                #expect(isClose(accuracy.percent, try #require(numbers["acc"])), "\(name) \(key)")
                #expect(
                    isClose(accuracy.clusteredError.map { $0 * 100 }, try #require(numbers["se_cluster"])), "\(name)")
                #expect(isClose(accuracy.naiveError * 100, try #require(numbers["se_naive"])), "\(name)")
            }
            let gain = try #require(experiment.gains(scpo)[index])
            let numbers = try #require(values["gain"] as? [String: Double])
            #expect(isClose(gain.points, try #require(numbers["points"])), "\(name)")
            #expect(isClose(gain.clusteredError.map { $0 * 100 }, try #require(numbers["se_cluster"])), "\(name)")
        }
    }

    @Test func keptRatioByTau() throws {
        let expected = try #require(SharedSurvey.expected()["kept_ratio_by_tau"] as? [String: Double])
        for (text, ratio) in expected {
            let weighting = try PreferenceWeighting(tau: try #require(Double(text)))
            var summary = (kept: 0.0, pairs: 0.0)
            for community in try Self.experiment.get().communities {
                let own = community.training.summary(reference: community.reference, weighting)
                summary = (summary.kept + own.kept, summary.pairs + own.pairs)
            }
            #expect(abs(summary.kept / summary.pairs - ratio) < 0.00005 + 1e-12, "\(text)")
        }
    }
}
