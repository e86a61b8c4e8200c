import Foundation
import TestSupport
import Testing

@testable import Statistics

@Suite struct BootstrapTests {
    private let counts: [Double] = [400, 250, 120, 80, 60, 30, 20, 10, 5, 3, 1, 1]

    private func bootstrap(
        seed: UInt64 = 1, replicates: Int = 1_000, level: Double = 0.95
    ) throws -> Bootstrap {
        try #require(Bootstrap(seed: seed, replicates: replicates, level: level))
    }

    @Test func theSameSeedGivesTheSameDigits() throws {
        let one = try #require(try bootstrap().interval(counts: counts, gini))
        #expect(try bootstrap().interval(counts: counts, gini) == one)
        #expect(try bootstrap().interval(counts: counts.reversed(), gini) == one)
        #expect(try bootstrap(seed: 2).interval(counts: counts, gini)?.low != one.low)
        // As in every run and on every machine.
        expectGolden(
            "\(one.estimate) \(one.standardError) \(one.low) \(one.high) \(one.bcaLow ?? .nan) \(one.bcaHigh ?? .nan)\n",
            tests: "StatisticsTests", name: "bootstrap.txt")
    }

    /// One thread after another gives what both at once gave.
    @Test func theNumberOfThreadsDoesNotMatter() throws {
        let sample = try #require(CategorySample(counts, statistic: gini))
        let replicates = (0..<1_000).compactMap { index in
            var generator = Philox(seed: 1, stream: UInt64(index))
            return sample.replicate(&generator)
        }
        let serial = BootstrapInterval(
            estimate: try #require(sample.estimate), sortedReplicates: replicates.sorted(),
            leavingOneOut: sample.leavingOneOut, bootstrap: try bootstrap())
        #expect(try bootstrap().interval(counts: counts, gini) == serial)
    }

    @Test func theIntervalHoldsTheEstimateAndWidensWithTheLevel() throws {
        let wide = try #require(try bootstrap(level: 0.99).interval(counts: counts, gini))
        let narrow = try #require(try bootstrap(level: 0.8).interval(counts: counts, gini))
        #expect(wide.estimate == gini(counts) && wide.undefined == 0)
        #expect(wide.low < narrow.low && narrow.low < narrow.estimate)
        #expect(narrow.estimate < narrow.high && narrow.high < wide.high)
        let bounds = try [wide.bcaLow, narrow.bcaLow, narrow.bcaHigh, wide.bcaHigh].map { try #require($0) }
        #expect(bounds == bounds.sorted())
    }

    /// For the share of one of two categories the bootstrap is the binomial distribution itself.
    @Test func theShareOfOneCategoryIsBinomial() throws {
        let (k, n) = (300.0, 1_000.0)
        let found = try #require(
            try bootstrap(replicates: 20_000).interval(counts: [n - k, k]) { $0[1] / ($0[0] + $0[1]) })
        let error = (k / n * (1 - k / n) / n).squareRoot()
        #expect(isClose(found.standardError, error, relative: 0.02))
        #expect(isClose(found.low, k / n - 1.96 * error, relative: 0.01))
        #expect(isClose(found.high, k / n + 1.96 * error, relative: 0.01))
    }

    /// The plain formulas over a list of replicates, and BCa's as R's boot has them.
    @Test func quantilesAndAccelerationAreTheTextbooks() throws {
        let values = (0...100).map { Double($0) }
        let interval = BootstrapInterval(
            estimate: 50, sortedReplicates: values, leavingOneOut: [(1, 1), (2, 1), (3, 1)],
            bootstrap: try #require(Bootstrap(seed: 1, replicates: 101, level: 0.9)))
        #expect(isClose(interval.low, 5) && isClose(interval.high, 95))
        // No bias and no skewness: BCa is the percentile interval.
        #expect(isClose(interval.bcaLow, 5, relative: 1e-9) && isClose(interval.bcaHigh, 95, relative: 1e-9))
        let skewed = BootstrapInterval(
            estimate: 40, sortedReplicates: values, leavingOneOut: [(1, 5), (9, 1)],
            bootstrap: try #require(Bootstrap(seed: 1, replicates: 101, level: 0.9)))
        // z0 = Φ⁻¹(40.5/101); a = Σ d³/(6·(Σ d²)^1.5) with d = mean − value: (5·(4/3)³ − (20/3)³)/(6·(5·(4/3)² +
        // (20/3)²)^1.5).
        let bias = try #require(normalQuantile(40.5 / 101))
        let (near, far) = (4.0 / 3, 20.0 / 3)
        let squares = 5 * near * near + far * far
        let cubes = 5 * near * near * near - far * far * far
        let acceleration = cubes / (6 * squares * squares.squareRoot())
        let z = try #require(normalQuantile(0.05))
        let low = normalProbability(bias + (bias + z) / (1 - acceleration * (bias + z)))
        #expect(isClose(skewed.bcaLow, 100 * low, relative: 1e-12))
    }

    @Test func whereAllReplicatesAreAlikeBCaHasNoValue() throws {
        let single = try #require(try bootstrap().interval(counts: [7], gini))
        #expect(single.low == 0 && single.high == 0 && single.standardError == 0)
        // All equal the estimate: half count as below, so there is no bias.
        #expect(single.bcaLow == 0 && single.bcaHigh == 0)
        // No resample has more categories than there are; most have fewer.
        let seen = try #require(
            try bootstrap().interval(counts: [Double](repeating: 1, count: 200)) { hillNumber($0, order: 0) })
        #expect(seen.bcaLow == nil && seen.high < seen.estimate)
    }

    @Test func undefinedReplicatesAreCounted() throws {
        // Evenness is not defined where a resample has one category only.
        let found = try #require(try bootstrap().interval(counts: [6, 1], pielouEvenness))
        #expect(found.undefined > 200 && found.undefined < 500)
        #expect(try bootstrap().interval(counts: [60, 0], pielouEvenness) == nil)
    }

    @Test func clustersAreDrawnWhole() throws {
        // Two categories, each in clusters of its own: the interval is that of the clusters, not of the many samples.
        let clusters = (0..<20).map { "s\($0)" }
        let categories = (0..<20).map { $0 < 8 ? "a" : "b" }
        let counts = [Double](repeating: 1_000, count: 20)
        let share: @Sendable ([Double]) -> Double? = { $0[0] / ($0[0] + $0[1]) }
        let byCluster = try #require(
            try bootstrap().interval(clusters: clusters, categories: categories, counts: counts, share))
        #expect(isClose(byCluster.standardError, (0.4 * 0.6 / 20).squareRoot(), relative: 0.1))
        let shares = try #require(
            try bootstrap().interval(
                clusters: clusters, successes: categories.map { $0 == "a" ? 1_000 : 0 }, trials: counts))
        #expect(isClose(shares.estimate, 0.4) && isClose(shares.low, byCluster.low, absolute: 1e-15))
        let shuffled = (0..<20).reversed()
        #expect(
            try bootstrap().interval(
                clusters: shuffled.map { clusters[$0] }, categories: shuffled.map { categories[$0] },
                counts: shuffled.map { counts[$0] }, share) == byCluster)
    }

    @Test func pairsAreDrawnWhole() throws {
        let x = (0..<25).map(Double.init)
        let y = x.map { $0 + 6 * sin($0 * 2) }
        let found = try #require(try bootstrap().interval(x, y) { kendall($0, $1) })
        #expect(found.estimate == kendall(x, y))
        #expect(found.low < found.estimate && found.estimate < found.high && found.high <= 1)
        #expect(try bootstrap().interval(x.reversed(), y.reversed()) { kendall($0, $1) } == found)
        #expect(try bootstrap().interval([1, 2], [2, 1]) { kendall($0, $1) } == nil)
        #expect(try bootstrap().interval([1, 2, 3], [2, 1]) { kendall($0, $1) } == nil)
    }

    @Test func hasNoValueOutsideTheRules() throws {
        for counts: [Double] in [[], [0], [-1, 2], [.nan], [.infinity, 1], [0.2], [1e16]] {
            #expect(try bootstrap().interval(counts: counts, gini) == nil)
        }
        #expect(try bootstrap().interval(clusters: ["a"], successes: [1], trials: [2]) == nil)
        #expect(try bootstrap().interval(clusters: ["a", "b"], successes: [3, 1], trials: [2, 2]) == nil)
        #expect(try bootstrap().interval(clusters: ["a"], categories: ["x"], counts: [2], gini) == nil)
        #expect(try bootstrap().interval(clusters: ["a", "b"], categories: ["x"], counts: [2, 1], gini) == nil)
        #expect(
            Bootstrap(replicates: 99) == nil && Bootstrap(replicates: 1_000_001) == nil && Bootstrap(level: 1) == nil)
    }
}
