import TestSupport
import Testing

@testable import Statistics

@Suite struct ClusteredShareTests {
    /// Two sources at 0.38 and 0.62 of millions of samples: the pooled share is not known to three digits.
    @Test func twoSourcesAreTakenAsFixed() throws {
        let share = try #require(ClusteredShare([ClusterTally(380_000, of: 1e6), ClusterTally(2_480_000, of: 4e6)]))
        #expect(share.basis == .fixed && share.clusters == 2 && share.degrees == nil)
        #expect(try #require(share.designEffect) > 10_000)
        let interval = try #require(share.interval())
        #expect(interval.low < share.share && share.share < interval.high)
    }

    @Test func oneClusterHasWilsonsInterval() throws {
        for (k, n) in [(0.0, 10.0), (3, 10), (10, 10), (7, 9), (123_456, 1_000_003)] {
            let interval = try #require(ClusteredShare([ClusterTally(k, of: n)])?.interval())
            let wilson = try #require(wilsonInterval(successes: k, trials: n))
            #expect(interval.low == wilson.low && interval.high == wilson.high)
        }
        // With weights it is at Kish's number.
        let weighted = try #require(ClusteredShare([ClusterTally(30, of: 100, squares: 400)])?.interval())
        let wilson = try #require(wilsonInterval(successes: 7.5, trials: 25))
        #expect(isClose(weighted.low, wilson.low) && isClose(weighted.high, wilson.high))
    }

    /// Sources alike are one stratum in effect; sources apart are known better than pooled samples say.
    @Test func fixedSourcesAreAStratifiedSample() throws {
        let alike = try #require(ClusteredShare([ClusterTally(30, of: 100), ClusterTally(60, of: 200)])?.interval())
        let pooled = try #require(wilsonInterval(successes: 90, trials: 300))
        #expect(isClose(alike.low, pooled.low, relative: 1e-3) && isClose(alike.high, pooled.high, relative: 1e-3))
        let apart = try #require(ClusteredShare([ClusterTally(2, of: 100), ClusterTally(98, of: 100)])?.interval())
        #expect(apart.high - apart.low < 0.1)
    }

    @Test func manySourcesThatDifferWidenTheInterval() throws {
        var generator = SeededGenerator(seed: 14)
        let clusters = (0..<20).map { _ in ClusterTally(Double(Int.random(in: 100...900, using: &generator)), of: 1_000)
        }
        let share = try #require(ClusteredShare(clusters))
        let interval = try #require(share.interval())
        let wilson = try #require(
            wilsonInterval(successes: clusters.reduce(0) { $0 + $1.successes }, trials: 20_000))
        #expect(share.basis == .clusters)
        #expect(interval.high - interval.low > 10 * (wilson.high - wilson.low))
        #expect(isClose(share.degrees, 19, relative: 1e-12))
        // The same whatever the order, and a cluster without samples changes nothing.
        let other = try #require(ClusteredShare(clusters.shuffled(using: &generator) + [ClusterTally(0, of: 0)]))
        #expect(other.interval()?.low == interval.low && other.designEffect == share.designEffect)
    }

    /// One source with nearly all samples decides alone: what others would have given is not known.
    @Test func aGreatSourceAmongManyIsFixed() throws {
        let clusters = (0..<30).map { _ in ClusterTally(5, of: 10) } + [ClusterTally(40_000, of: 100_000)]
        #expect(try #require(ClusteredShare(clusters)).basis == .fixed)
    }

    @Test func sharesOfZeroAndOneHaveIntervals() throws {
        for k in [0.0, 50] {
            let share = try #require(ClusteredShare((0..<12).map { _ in ClusterTally(k, of: 50) }))
            let interval = try #require(share.interval())
            let pooled = try #require(wilsonInterval(successes: k * 12, trials: 600))
            #expect(share.basis == .fixed && share.designEffect == nil)
            #expect(interval.low == pooled.low && interval.high == pooled.high)
        }
    }

    @Test func thereIsNoShareOfNothing() {
        #expect(ClusteredShare([]) == nil)
        #expect(ClusteredShare([ClusterTally(0, of: 0)]) == nil)
        #expect(ClusteredShare([ClusterTally(2, of: 1)]) == nil)
        #expect(ClusteredShare([ClusterTally(-1, of: 1)]) == nil)
        #expect(ClusteredShare([ClusterTally(.nan, of: 1), ClusterTally(1, of: 2)]) == nil)
        #expect(ClusteredShare([ClusterTally(1, of: 2)])?.interval(level: 1) == nil)
    }

    @Test func contrastsOfPairedSourcesLoseWhatTheyHaveInCommon() throws {
        // Twelve sources from 0.1 to 0.8, each a twentieth lower in the second stage.
        let rows = (0..<12).map { place in
            let share = 0.1 + 0.7 * Double(place) / 11
            return (
                first: ClusterTally((share * 1_000).rounded(), of: 1_000),
                second: ClusterTally((share * 1_000 - 50 + Double(place % 3)).rounded(), of: 1_000)
            )
        }
        let paired = try #require(ClusteredContrast(rows))
        let apart = try #require(
            ClusteredContrast(
                rows.map { ($0.first, ClusterTally(0, of: 0)) } + rows.map { (ClusterTally(0, of: 0), $0.second) }))
        #expect(paired.pairs == 12 && apart.pairs == 0 && apart.clusters == 24)
        let (narrow, wide) = (try #require(paired.differenceInterval()), try #require(apart.differenceInterval()))
        #expect(narrow.high < 0 && wide.high > 0)
        #expect(try #require(paired.probability) < 1e-6)
        #expect(try #require(apart.probability) > 0.3)
        #expect(try #require(paired.ratioInterval()?.high) < 1)
    }

    @Test func oneClusterEachIsTheContrastOfIndependentShares() throws {
        let (first, second) = (Share(30, of: 100), Share(10, of: 80))
        let contrast = try #require(ClusteredContrast([(ClusterTally(30, of: 100), ClusterTally(10, of: 80))]))
        #expect(contrast.basis == .fixed)
        #expect(contrast.differenceInterval()?.low == shareDifferenceInterval(second, first)?.low)
        #expect(contrast.ratioInterval()?.high == shareRatioInterval(second, first)?.high)
        #expect(contrast.probability == shareDifferenceProbability(second, first))
    }

    @Test func studentQuantiles() throws {
        // Abramowitz and Stegun, table 26.10.
        for (degrees, expected) in [(1.0, 12.706), (2, 4.303), (10, 2.228), (30, 2.042)] {
            #expect(abs(try #require(studentQuantile(level: 0.95, degrees: degrees)) - expected) < 5e-4)
        }
        #expect(isClose(studentQuantile(level: 0.95, degrees: .infinity), 1.959963984540054, relative: 1e-12))
        for t in [1e-3, 0.5, 3, 1e6] {
            let p = studentTwoSided(t, degrees: 7)
            #expect(isClose(studentQuantile(level: 1 - p, degrees: 7), t, relative: 1e-6) || p < 1e-12)
        }
        #expect(isClose(fUpper(4.0, above: 1, below: 9), studentTwoSided(2, degrees: 9), relative: 1e-12))
    }
}
