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
        #expect(isClose(fit.initialShare, 0.2, relative: 1e-12), "of the first time")
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

    /// The share at the year 0 was infinite.
    @Test func calendarYearsHaveAnInitialShare() throws {
        let rows = zip(2_019...2_025, [400.0, 300, 250, 190, 160, 100, 90]).map { (t: Double($0), k: $1, n: 1_000.0) }
        let years = try #require(decay(rows))
        let stages = try #require(decay(rows.map { ($0.t - 2_019, $0.k, $0.n) }))
        #expect(years.initialShare == stages.initialShare && years.initialShare < 0.5)
        #expect(years.rate == stages.rate && years.halfLife == stages.halfLife)
    }

    /// Origin and unit of time: from days since the epoch in seconds to units that only a denormal number tells.
    @Test(arguments: [
        (0.0, 1e-300), (0, 1e300), (1.7e9, 86_400), (1e15, 1), (-1e15, 1), (-1.5e308, 0.5e308), (0, 0x1p-1070),
    ])
    func greatAndTinyTimes(_ origin: Double, _ unit: Double) throws {
        let (k, n) = ([300.0, 200, 90, 60], [1_000.0, 1_200, 800, 700])
        let plain = [0.0, 1, 2, 3]
        let times = plain.map { origin + $0 * unit }
        let expected = try #require(ExponentialDecay(times: plain, successes: k, trials: n))
        let fit = try #require(ExponentialDecay(times: times, successes: k, trials: n))
        #expect(isClose(fit.initialShare, expected.initialShare, relative: 1e-12))
        #expect(isClose(fit.scaledRate, expected.scaledRate, relative: 1e-12))
        let z = try #require(cochranArmitage(scores: times, successes: k, trials: n))
        #expect(isClose(z, cochranArmitage(scores: plain, successes: k, trials: n), relative: 1e-12))
        if let half = fit.halfLife {
            // A denormal half-life is a whole number of the least ones.
            #expect(isClose(half / unit, expected.halfLife, relative: 1e-3, absolute: unit.isSubnormal ? 0.1 : 0))
        }
    }

    @Test func aCurveThatDoesNotFitIsRefused() throws {
        // Down and up again, in tens of thousands of samples.
        let (t, n) = ([0.0, 1, 2, 3], [Double](repeating: 50_000, count: 4))
        let bad = try #require(DecayFit(times: t, successes: [20_000, 9_000, 12_000, 4_000], trials: n))
        #expect(bad.isRefused && bad.halfLife == nil && bad.halfLifeInterval() == nil)
        #expect(try #require(bad.dispersion) > 100 && bad.degrees == 2)
        let plain = try #require(bad.curve.rateInterval())
        let quasi = try #require(bad.rateInterval())
        #expect(quasi.low < plain.low && plain.high < quasi.high)
        let good = try #require(DecayFit(times: t, successes: [20_000, 10_050, 4_980, 2_510], trials: n))
        #expect(!good.isRefused && isClose(good.halfLife, 1, relative: 0.01))
        // Sources that differ as much within stages as the stages from the curve do not refuse it.
        let sources = try #require(
            DecayFit(
                times: t + t, successes: [20_000, 9_000, 12_000, 4_000, 30_000, 14_000, 3_000, 3_000], trials: n + n))
        #expect(!sources.isRefused && sources.degrees == 6)
    }

    @Test func theTrendCountsHowSourcesDiffer() throws {
        let plain = try #require(TrendTest(scores: [0, 1, 2], successes: [30, 20, 10], trials: [100, 100, 100]))
        #expect(
            plain.degrees == 1
                && plain.statistic
                    == cochranArmitage(
                        scores: [0, 1, 2], successes: [30, 20, 10], trials: [100, 100, 100])
        )
        let spread = try #require(
            TrendTest(
                scores: [0, 0, 1, 1, 2, 2], successes: [500, 100, 450, 50, 300, 20],
                trials: [Double](repeating: 1_000, count: 6)))
        #expect(spread.probability > 0.2 && (spread.dispersion ?? 0) > 50)
    }
}
