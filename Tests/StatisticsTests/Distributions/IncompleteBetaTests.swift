import Foundation
import TestSupport
import Testing

@testable import Statistics

@Suite struct IncompleteBetaTests {
    private func lower(_ x: Double, _ a: Double, _ b: Double) -> Double {
        regularizedBeta(x: x, complement: 1 - x, a, b).lower
    }

    @Test func closedForms() {
        for step in 0...200 {
            let x = Double(step) / 200
            #expect(isClose(lower(x, 1, 1), x, relative: 1e-14))
            #expect(isClose(lower(x, 3, 1), x * x * x, relative: 1e-13))
            #expect(isClose(lower(x, 1, 4), -expm1(4 * log1p(-x)), relative: 1e-13))
            #expect(isClose(lower(x, 0.5, 0.5), 2 / Double.pi * asin(x.squareRoot()), relative: 1e-13))
            #expect(isClose(lower(x, 2, 3), x * x * (6 - 8 * x + 3 * x * x), relative: 1e-13))
        }
    }

    @Test func isTheTailOfABinomial() {
        // I_p(k, n − k + 1) is the probability of k or more of n.
        for n in [1, 5, 17, 40] {
            for k in 1...n {
                for p in [0.001, 0.1, 0.5, 0.77, 0.99] {
                    var tail = 0.0
                    for count in k...n {
                        let chosen = lgamma(Double(n + 1)) - lgamma(Double(count + 1)) - lgamma(Double(n - count + 1))
                        tail += exp(chosen + Double(count) * log(p) + Double(n - count) * log1p(-p))
                    }
                    #expect(
                        isClose(lower(p, Double(k), Double(n - k + 1)), tail, relative: 1e-12), "\(k) of \(n) at \(p)")
                }
            }
        }
    }

    @Test func theTailsAddUpAndMirrorEachOther() {
        var generator = SeededGenerator(seed: 31)
        for _ in 0..<2_000 {
            let a = pow(10, Double.random(in: -0.3...6, using: &generator))
            let b = pow(10, Double.random(in: -0.3...6, using: &generator))
            let mean = a / (a + b)
            let deviation = (mean * (1 - mean) / (a + b + 1)).squareRoot()
            let x = min(max(mean + deviation * Double.random(in: -6...6, using: &generator), 1e-9), 1 - 1e-9)
            let one = regularizedBeta(x: x, complement: 1 - x, a, b)
            let other = regularizedBeta(x: 1 - x, complement: x, b, a)
            #expect(isClose(one.lower + one.upper, 1, relative: 1e-15))
            #expect(one.lower == other.upper && one.upper == other.lower)
        }
    }

    /// The fraction and the integral meet where one hands over to the other.
    @Test func theTwoMethodsAgree() {
        for (a, b) in [(10_000.0, 10_000.0), (10_000, 90_000), (10_000, 5e6)] {
            let mean = a / (a + b)
            let deviation = (mean * (1 - mean) / (a + b)).squareRoot()
            for step in -8...8 {
                let x = mean + deviation * Double(step)
                let below = regularizedBeta(x: x, complement: 1 - x, a, b)
                // Beyond 10,000 the integral; its parameters differ in the last digits only.
                let above = regularizedBeta(x: x, complement: 1 - x, a * (1 + 1e-15), b)
                #expect(isClose(below.lower, above.lower, relative: 2e-11), "\(a) \(b) \(step)")
                #expect(isClose(below.upper, above.upper, relative: 2e-11), "\(a) \(b) \(step)")
            }
        }
    }

    @Test func theEnds() {
        #expect(regularizedBeta(x: 0, complement: 1, 2, 3) == (0, 1))
        #expect(regularizedBeta(x: 1, complement: 0, 2, 3) == (1, 0))
        #expect(regularizedBeta(x: .nan, complement: .nan, 2, 3).lower.isNaN)
    }

    @Test func quantilesAreTheInverse() throws {
        var generator = SeededGenerator(seed: 32)
        for _ in 0..<500 {
            let a = pow(10, Double.random(in: 0...8, using: &generator))
            let b = pow(10, Double.random(in: 0...8, using: &generator))
            let p = pow(10, Double.random(in: -12...(-0.01), using: &generator))
            let low = try #require(betaQuantile(lowerTail: p, a, b))
            let high = try #require(betaQuantile(upperTail: p, a, b))
            // A bound is right to its last digits; a probability depends on them through the density.
            let slope = betaDensity(low, 1 - low, a, b) / (1 - low)
            #expect(abs(lower(low, a, b) - p) <= 1e-12 * p + 1e-14 * slope, "\(a) \(b) \(p)")
            #expect(low <= high || p > 0.5)
        }
        for p in [0, 1, -1, 2, .nan] { #expect(betaQuantile(lowerTail: p, 2, 2) == nil) }
    }
}
