import TestSupport
import Testing

@testable import Statistics

@Suite struct TwoSharesTests {
    private static let shares: [(Share, Share)] = {
        var generator = SeededGenerator(seed: 81)
        return (0..<500).map { _ in
            func share() -> Share {
                let trials = Int.random(in: 1...60, using: &generator)
                return Share(Double(Int.random(in: 0...trials, using: &generator)), of: Double(trials))
            }
            return (share(), share())
        }
    }()

    @Test func theDifferenceLiesInItsInterval() throws {
        for (first, second) in Self.shares {
            let difference = try #require(shareDifference(first, second))
            let interval = try #require(shareDifferenceInterval(first, second))
            #expect(interval.low <= difference && difference <= interval.high)
            #expect(interval.low >= -1 && interval.high <= 1)
            let mirrored = try #require(shareDifferenceInterval(second, first))
            #expect(isClose(mirrored.low, -interval.high, absolute: 1e-15))
        }
    }

    @Test func theRatioLiesInItsInterval() throws {
        for (first, second) in Self.shares {
            let interval = try #require(shareRatioInterval(first, second))
            #expect((interval.high == nil) == (second.successes == 0))
            guard let ratio = shareRatio(first, second), let high = interval.high else { continue }
            #expect(interval.low <= ratio && ratio <= high)
            #expect(interval.low >= 0)
            // The interval of the inverse is the inverse of the interval.
            if first.successes > 0, let inverse = shareRatioInterval(second, first)?.high {
                #expect(isClose(inverse, 1 / interval.low, relative: 1e-9))
            }
        }
    }

    /// Both intervals exclude equality together: they are made of the same bounds in the same way.
    @Test func equalSharesAreInBoth() throws {
        for (share, _) in Self.shares where share.successes > 0 {
            let difference = try #require(shareDifferenceInterval(share, share))
            let ratio = try #require(shareRatioInterval(share, share))
            #expect(difference.low <= 0 && difference.high >= 0)
            #expect(ratio.low <= 1 && ratio.high.map { $0 >= 1 } != false)
            #expect(shareDifferenceProbability(share, share).map { $0 == 1 } != false)
        }
    }

    @Test func knownValues() throws {
        // statsmodels 0.15, confint_proportions_2indep(method="newcomb").
        let interval = try #require(shareDifferenceInterval(Share(5, of: 20), Share(9, of: 30)))
        #expect(isClose(interval.low, -0.27591274259080656) && isClose(interval.high, 0.2061502835175858))
        #expect(shareRatio(Share(1, of: 2), Share(0, of: 3)) == nil)
        #expect(shareRatio(Share(1, of: 2), Share(1, of: 4)) == 2)
    }

    @Test func hasNoValueOutsideTheRules() {
        let good = Share(1, of: 2)
        for bad in [Share(3, of: 2), Share(-1, of: 2), Share(0, of: 0), Share(1, of: .infinity), Share(.nan, of: 2)] {
            #expect(shareDifference(bad, good) == nil && shareDifference(good, bad) == nil)
            #expect(shareDifferenceInterval(bad, good) == nil && shareDifferenceProbability(good, bad) == nil)
            #expect(shareRatio(good, bad) == nil && shareRatioInterval(bad, good) == nil)
            #expect(clopperPearsonInterval(successes: bad.successes, trials: bad.trials) == nil)
        }
        for level in [0, 1, 95, .nan] {
            #expect(shareDifferenceInterval(good, good, level: level) == nil)
            #expect(shareRatioInterval(good, good, level: level) == nil)
            #expect(clopperPearsonInterval(successes: 1, trials: 2, level: level) == nil)
        }
        #expect(shareDifferenceProbability(Share(0, of: 3), Share(0, of: 4)) == nil)
    }

    /// At each bound the binomial tail has exactly half of what the level leaves.
    @Test func clopperAndPearsonsBoundsHaveTheirTails() throws {
        for trials in [1, 2, 5, 17, 40] {
            for successes in 0...trials {
                let (k, n) = (Double(successes), Double(trials))
                let interval = try #require(clopperPearsonInterval(successes: k, trials: n))
                let wilson = try #require(wilsonInterval(successes: k, trials: n))
                #expect(interval.low <= k / n && k / n <= interval.high)
                #expect(interval.high - interval.low >= wilson.high - wilson.low - 0.02)
                if successes > 0 {
                    let tail = regularizedBeta(x: interval.low, complement: 1 - interval.low, k, n - k + 1).lower
                    #expect(isClose(tail, 0.025, relative: 1e-11))
                }
                if successes < trials {
                    let tail = regularizedBeta(x: interval.high, complement: 1 - interval.high, k + 1, n - k).upper
                    #expect(isClose(tail, 0.025, relative: 1e-11))
                }
            }
        }
    }

    @Test func clopperAndPearsonsEndsAreExact() throws {
        let none = try #require(clopperPearsonInterval(successes: 0, trials: 12))
        let all = try #require(clopperPearsonInterval(successes: 12, trials: 12))
        #expect(none.low == 0 && all.high == 1)
        #expect(isClose(none.high, 1 - all.low, relative: 1e-14))
    }
}
