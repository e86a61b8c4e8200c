import Foundation
import TestSupport
import Testing

@testable import Statistics

/// Against clubSandwich, survey, statsmodels and a decomposition by all orders: Golden/clusters.json, written by
/// Golden/make_clusters.py.
@Suite struct ClusterGoldenTests {
    private struct GoldenShare: Decodable {
        let equal: Bool
        let k: [Double]
        let n: [Double]
        let variance: Double
        let degrees: Double
        let low: Double
        let high: Double
    }

    private struct GoldenContrast: Decodable {
        let k1: [Double]
        let n1: [Double]
        let k2: [Double]
        let n2: [Double]
        let variance: Double
        let degrees: Double
    }

    private struct GoldenDecay: Decodable {
        let t: [Double]
        let k: [Double]
        let n: [Double]
        let rate: Double
        let initial: Double
        let deviance: Double
        let df: Int
        let dispersion: Double
    }

    private struct GoldenParts: Decodable {
        let cluster: [String]
        let levels: [[String]]
        let k1: [Double]
        let n1: [Double]
        let k2: [Double]
        let n2: [Double]
        let parts: [Double]
        let rate: Double
        /// The parts and the rate, by numerical derivatives.
        let errors: [Double]
    }

    private struct Golden: Decodable {
        let shares: [GoldenShare]
        let contrasts: [GoldenContrast]
        let decays: [GoldenDecay]
        let decompositions: [GoldenParts]
    }

    private let golden: Golden

    init() throws {
        let file = PackageRoot.url.appending(path: "Tests/StatisticsTests/Golden/clusters.json")
        golden = try JSONDecoder().decode(Golden.self, from: Data(contentsOf: file))
    }

    private func tallies(_ k: [Double], _ n: [Double]) -> [ClusterTally] { zip(k, n).map { ClusterTally($0, of: $1) } }

    @Test func varianceAndDegreesAreThoseOfClubSandwich() throws {
        for expected in golden.shares {
            let group = try #require(ClusterGroup(tallies(expected.k, expected.n)))
            let variance = ClusterVariance([.init(group, workingCorrelation: 0)])
            #expect(isClose(variance.variance, expected.variance, relative: 1e-9))
            #expect(isClose(variance.degrees, expected.degrees, relative: 1e-9))
        }
        for expected in golden.contrasts {
            let first = try #require(ClusterGroup(tallies(expected.k1, expected.n1)))
            let second = try #require(ClusterGroup(tallies(expected.k2, expected.n2)))
            let variance = ClusterVariance([
                .init(first, factor: -1, workingCorrelation: 0), .init(second, workingCorrelation: 0),
            ])
            #expect(isClose(variance.variance, expected.variance, relative: 1e-9))
            #expect(isClose(variance.degrees, expected.degrees, relative: 1e-9))
        }
    }

    /// For clusters of equal size CR2 is the variance of a cluster sample, and the degrees of freedom are one less
    /// than the clusters whatever their correlation.
    @Test func equalClustersHaveTheIntervalOfSurvey() throws {
        for expected in golden.shares where expected.equal {
            let share = try #require(ClusteredShare(tallies(expected.k, expected.n)))
            let interval = try #require(share.interval())
            #expect(share.basis == .clusters)
            #expect(isClose(interval.low, expected.low, relative: 1e-8), "\(interval)")
            #expect(isClose(interval.high, expected.high, relative: 1e-8), "\(interval)")
        }
    }

    @Test func decayIsThatOfStatsmodels() throws {
        for expected in golden.decays {
            let fit = try #require(DecayFit(times: expected.t, successes: expected.k, trials: expected.n))
            #expect(isClose(fit.curve.rate, expected.rate, relative: 1e-7))
            #expect(isClose(fit.curve.initialShare, expected.initial, relative: 1e-7))
            #expect(isClose(fit.deviance, expected.deviance, relative: 1e-7))
            #expect(fit.degrees == expected.df)
            #expect(isClose(fit.dispersion, expected.dispersion, relative: 1e-7))
        }
    }

    @Test func partsAreMeansOverAllOrders() throws {
        for expected in golden.decompositions {
            let rows = expected.cluster.indices.map { row in
                DasGuptaDecomposition.Row(
                    cluster: expected.cluster[row], levels: expected.levels[row],
                    first: ClusterTally(expected.k1[row], of: expected.n1[row]),
                    second: ClusterTally(expected.k2[row], of: expected.n2[row]))
            }
            let found = try #require(DasGuptaDecomposition(rows))
            let parts = found.factors + [found.rate]
            #expect(found.basis == .fixed, "three clusters")
            for (part, (effect, error)) in zip(parts, zip(expected.parts + [expected.rate], expected.errors)) {
                #expect(abs(part.effect - effect) < 1e-12)
                #expect(isClose(part.standardError, error, relative: 1e-5), "\(part.standardError) \(error)")
            }
            #expect(abs(parts.reduce(0) { $0 + $1.effect } - found.difference) < 1e-14)
        }
    }

    @Test func oneFactorIsKitagawa() throws {
        let expected = try #require(golden.decompositions.first)
        let rows = expected.cluster.indices.map { row in
            DasGuptaDecomposition.Row(
                cluster: "\(row)", levels: ["\(row)"], first: ClusterTally(expected.k1[row], of: expected.n1[row]),
                second: ClusterTally(expected.k2[row], of: expected.n2[row]))
        }
        let found = try #require(DasGuptaDecomposition(rows))
        let kitagawa = try #require(
            KitagawaDecomposition(
                successes1: expected.k1, trials1: expected.n1, successes2: expected.k2, trials2: expected.n2))
        #expect(isClose(found.factors[0].effect, kitagawa.mix, relative: 1e-12))
        #expect(isClose(found.rate.effect, kitagawa.rate, relative: 1e-12))
    }
}
