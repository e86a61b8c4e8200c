import Foundation
import TestSupport
import Testing

@testable import Statistics

@Suite struct TrendTests {
    private func decay(_ rows: [(t: Double, k: Double, n: Double)]) -> ExponentialDecay? {
        ExponentialDecay(times: rows.map(\.t), successes: rows.map(\.k), trials: rows.map(\.n))
    }

    @Test func twoStagesAreFittedExactly() throws {
        // 20 % falls to 5 % over two units: r = ln 4 / 2, half in one unit.
        let fit = try #require(decay([(1, 200, 1_000), (3, 50, 1_000)]))
        #expect(isClose(fit.rate, log(4) / 2, relative: 1e-12))
        #expect(isClose(fit.halfLife, 1, relative: 1e-12))
        #expect(isClose(fit.initialShare, 0.4, relative: 1e-12))
    }

    /// prop.trend.test of R 4.2 and a binomial model with logarithmic link of statsmodels 0.15.
    @Test func knownValues() throws {
        let (t, k, n) = ([0.0, 1, 2, 3], [120.0, 70, 30, 22], [1_000.0, 900, 800, 700])
        #expect(isClose(cochranArmitage(scores: t, successes: k, trials: n), -7.908510670835696))
        #expect(
            isClose(
                cochranArmitageProbability(scores: t, successes: k, trials: n), 2.604863208083626e-15, relative: 1e-12))
        let fit = try #require(ExponentialDecay(times: t, successes: k, trials: n))
        #expect(isClose(fit.rate, 0.4927355727585516, relative: 1e-12))
        #expect(isClose(fit.initialShare, 0.12052225324458779, relative: 1e-12))
    }

    @Test func theUnitAndOriginOfTimeOnlyScaleTheRate() throws {
        let rows: [(t: Double, k: Double, n: Double)] = [(0, 300, 1_000), (1, 200, 1_200), (2, 90, 800), (5, 3, 100)]
        let fit = try #require(decay(rows))
        let bounds = try #require(fit.rateInterval())
        let years = try #require(decay(rows.map { ($0.t / 4 + 2_020, $0.k, $0.n) }))
        let inYears = try #require(years.rateInterval())
        #expect(isClose(years.rate, fit.rate * 4, relative: 1e-11))
        #expect(
            isClose(inYears.low, bounds.low * 4, relative: 1e-9)
                && isClose(inYears.high, bounds.high * 4, relative: 1e-9))
        #expect(bounds.low < fit.rate && fit.rate < bounds.high)
        let narrow = try #require(fit.rateInterval(level: 0.5))
        #expect(bounds.low < narrow.low && narrow.high < bounds.high)
    }

    @Test func aShareThatDoesNotFallHasNoHalfLife() throws {
        let rising = try #require(decay([(0, 10, 1_000), (1, 100, 1_000), (2, 500, 1_000)]))
        #expect(rising.rate < 0 && rising.halfLife == nil)
        #expect(rising.halfLifeInterval()?.low == nil && rising.halfLifeInterval()?.high == nil)
        let level = try #require(decay([(0, 10, 100), (1, 20, 200), (2, 5, 50)]))
        #expect(level.rate == 0 && level.halfLife == nil)
        // A half-life of that length or more is in the interval, without upper bound.
        let bounds = try #require(level.halfLifeInterval())
        #expect(try #require(bounds.low) > 0 && bounds.high == nil)
    }

    @Test func aShareOfOneIsHeldThere() throws {
        let fit = try #require(decay([(0, 10, 10), (1, 5, 10)]))
        #expect(isClose(fit.rate, log(2), relative: 1e-12))
        #expect(fit.initialShare == 1)
        let all = try #require(decay([(0, 10, 10), (1, 10, 10), (2, 10, 10)]))
        #expect(all.rate == 0 && all.initialShare == 1)
        let rising = try #require(decay([(0, 5, 10), (1, 10, 10)]))
        #expect(isClose(rising.rate, -log(2), relative: 1e-12))
    }

    @Test func thereIsNoFitWithoutAFiniteRate() {
        #expect(decay([]) == nil)
        #expect(decay([(0, 5, 10)]) == nil)
        #expect(decay([(0, 5, 10), (0, 3, 10)]) == nil)
        #expect(decay([(0, 0, 10), (1, 0, 10)]) == nil)
        #expect(decay([(0, 5, 10), (1, 0, 10)]) == nil)
        #expect(decay([(0, 0, 10), (1, 5, 10)]) == nil)
        #expect(decay([(0, 5, 10), (1, 0, 0)]) == nil)
        #expect(decay([(0, 11, 10), (1, 5, 10)]) == nil)
        #expect(decay([(0, 5, 10), (.nan, 5, 10)]) == nil)
        #expect(decay([(0, 5, 10), (1, 3, 10)])?.rateInterval(level: 1) == nil)
    }

    @Test func greatCountsAreFitted() throws {
        let fit = try #require(decay([(0, 2e11, 1e12), (1, 1e11, 1e12), (2, 5e10, 1e12)]))
        #expect(isClose(fit.rate, log(2), relative: 1e-12))
        let bounds = try #require(fit.rateInterval())
        #expect(isClose(bounds.low, fit.rate, relative: 1e-4) && bounds.low < fit.rate && fit.rate < bounds.high)
    }

    @Test func theOrderOfTheRowsChangesNoBit() {
        var generator = SeededGenerator(seed: 71)
        for number in 0..<50 {
            let table = SharedTable(number: number)
            let rows = table["t"].indices.shuffled(using: &generator)
            func column(_ name: String) -> [Double] { rows.map { table[name][$0] } }
            let one = ExponentialDecay(times: table["t"], successes: table["k"], trials: table["n"])
            let other = ExponentialDecay(times: column("t"), successes: column("k"), trials: column("n"))
            #expect(one?.rate == other?.rate && one?.rateInterval()?.low == other?.rateInterval()?.low)
            #expect(
                cochranArmitage(scores: table["t"], successes: table["k"], trials: table["n"])
                    == cochranArmitage(scores: column("t"), successes: column("k"), trials: column("n")))
        }
    }

    @Test func twoStagesAreTheScoreTestOfTheirDifference() {
        let (first, second) = (Share(30, of: 200), Share(50, of: 210))
        #expect(
            isClose(
                cochranArmitageProbability(scores: [0, 7], successes: [30, 50], trials: [200, 210]),
                shareDifferenceProbability(first, second)))
    }

    @Test func thereIsNoTrendWithoutVariation() {
        #expect(cochranArmitage(scores: [], successes: [], trials: []) == nil)
        #expect(cochranArmitage(scores: [1, 1], successes: [1, 2], trials: [3, 4]) == nil)
        #expect(cochranArmitage(scores: [1, 2], successes: [0, 0], trials: [3, 4]) == nil)
        #expect(cochranArmitage(scores: [1, 2], successes: [3, 4], trials: [3, 4]) == nil)
        #expect(cochranArmitage(scores: [1, 2], successes: [4, 4], trials: [3, 4]) == nil)
        #expect(cochranArmitage(scores: [1, 2], successes: [1], trials: [3, 4]) == nil)
    }
}
