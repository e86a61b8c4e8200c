import TestSupport
import Testing

@testable import Statistics

@Suite struct WilsonIntervalTests {
    static let levels = [1e-20, 0.01, 0.5, 0.8, 0.9, 0.95, 0.99, 0.999_999, 1 - 0x1p-53]

    @Test func knownValues() throws {
        let interval = try #require(wilsonInterval(successes: 1, trials: 10))
        #expect(isClose(interval.low, 0.01787621309507291, relative: 1e-14))
        #expect(isClose(interval.high, 0.4041500267952384, relative: 1e-14))
        let none = try #require(wilsonInterval(successes: 0, trials: 10))
        // z² / (n + z²)
        #expect(isClose(none.high, 3.841458820694124 / 13.841458820694124, relative: 1e-14))
    }

    @Test func theBoundsSolveTheDefiningEquation() throws {
        for trials in 1...40 {
            for successes in 0...trials {
                for level in [0.5, 0.9, 0.95, 0.99] {
                    let n = Double(trials)
                    let p = Double(successes) / n
                    let z = try #require(normalQuantile((1 + level) / 2))
                    let interval = try #require(wilsonInterval(successes: Double(successes), trials: n, level: level))
                    for bound in [interval.low, interval.high] {
                        let left = (p - bound) * (p - bound)
                        let right = z * z * bound * (1 - bound) / n
                        #expect(isClose(left, right, relative: 1e-12), "\(successes) of \(trials) at \(level)")
                    }
                }
            }
        }
    }

    @Test func theEndsAreExact() throws {
        for trials in [1e-9, 0.3, 1, 2, 1000, 1e12, 1e300] {
            for level in Self.levels {
                let none = try #require(wilsonInterval(successes: 0, trials: trials, level: level))
                let all = try #require(wilsonInterval(successes: trials, trials: trials, level: level))
                #expect(none.low == 0)
                #expect(all.high == 1)
                #expect(none.high >= 0 && none.high <= 1)
                #expect(all.low >= 0 && all.low <= 1)
            }
        }
    }

    @Test func allButTheLeastFailureStaysWithinOne() throws {
        var generator = SeededGenerator(seed: 101)
        for _ in 0..<2000 {
            let trials = Double.random(in: 1e-3...10, using: &generator)
            let level = Double.random(in: 0.01...0.999, using: &generator)
            let interval = try #require(wilsonInterval(successes: trials.nextDown, trials: trials, level: level))
            #expect(interval.high <= 1 && interval.high >= trials.nextDown / trials)
        }
    }

    @Test func successAndFailureMirrorEachOther() throws {
        for trials in 1...60 {
            for successes in 0...trials {
                let one = try #require(wilsonInterval(successes: Double(successes), trials: Double(trials)))
                let other = try #require(wilsonInterval(successes: Double(trials - successes), trials: Double(trials)))
                #expect(isClose(one.low, 1 - other.high, absolute: 2e-16))
            }
        }
    }

    @Test func holdsTheProportionAndWidensWithTheLevel() throws {
        var generator = SeededGenerator(seed: 100)
        for _ in 0..<500 {
            let trials = Double.random(in: 0.01...1e4, using: &generator)
            let successes = Double.random(in: 0...trials, using: &generator)
            var outer = (low: 1.0, high: 0.0)
            for level in Self.levels {
                let interval = try #require(wilsonInterval(successes: successes, trials: trials, level: level))
                let proportion = successes / trials
                #expect(interval.low <= proportion && proportion <= interval.high)
                #expect(interval.low >= 0 && interval.high <= 1)
                #expect(interval.low <= outer.low && interval.high >= outer.high)
                outer = interval
            }
        }
    }

    @Test func fewSuccessesOfManyKeepTheirDigits() throws {
        // To first order in 1/n the bounds times n are 1 + z²/2 ∓ z·√(1 + z²/4).
        let interval = try #require(wilsonInterval(successes: 1, trials: 1e15))
        let z = 1.959963984540054
        let root = z * (1 + z * z / 4).squareRoot()
        #expect(isClose(interval.low * 1e15, 1 + z * z / 2 - root, relative: 1e-13))
        #expect(isClose(interval.high * 1e15, 1 + z * z / 2 + root, relative: 1e-13))
    }

    @Test func hasNoValueOutsideTheRules() {
        for (successes, trials, level) in [
            (-1, 10, 0.95), (11, 10, 0.95), (0, 0, 0.95), (1, -1, 0.95), (1, 2, 0), (1, 2, 1), (1, 2, -0.5), (1, 2, 95),
            (.nan, 2, 0.95), (1, .nan, 0.95), (1, 2, .nan), (1, .infinity, 0.95), (.infinity, .infinity, 0.95),
        ] {
            #expect(wilsonInterval(successes: successes, trials: trials, level: level) == nil)
        }
    }
}
