import Foundation
import Testing

@testable import Statistics

@Suite struct NormalQuantileTests {
    @Test func knownValues() {
        #expect(normalQuantile(0.5) == 0)
        #expect(isClose(normalQuantile(0.975), 1.959963984540054, relative: 1e-15))
        #expect(isClose(normalQuantile(0.95), 1.6448536269514722, relative: 1e-15))
        #expect(isClose(normalQuantile(0.995), 2.5758293035489004, relative: 1e-15))
        #expect(isClose(normalQuantile(0.0001), -3.7190164854556804, relative: 1e-15))
    }

    @Test func hasNoValueOutsideTheOpenInterval() {
        for p in [0, 1, -0.1, 1.1, -.infinity, .infinity, .nan] {
            #expect(normalQuantile(p) == nil)
        }
        #expect(normalQuantile(.leastNonzeroMagnitude)?.isFinite == true)
        #expect(normalQuantile(1 - 0x1p-53)?.isFinite == true)
    }

    @Test func isTheInverseOfTheDistributionFunction() throws {
        for step in 1..<2000 {
            let p = Double(step) / 2000
            let z = try #require(normalQuantile(p))
            #expect(isClose(erfc(-z / 2.0.squareRoot()) / 2, p, relative: 2e-15), "\(p)")
        }
    }

    @Test func isTheInverseFarOutInTheTail() throws {
        for exponent in 3...300 {
            let p = pow(10, -Double(exponent))
            let z = try #require(normalQuantile(p))
            // The tail changes by z² times the relative change of its argument, and that is rounded twice more here.
            #expect(isClose(erfc(-z / 2.0.squareRoot()) / 2, p, relative: 1.5e-15 * z * z, absolute: 0), "\(p)")
        }
    }

    @Test func isOddAboutTheMedian() {
        for step in 1..<1024 {
            let p = Double(step) / 1024
            #expect(normalQuantile(1 - p) == normalQuantile(p).map { -$0 })
        }
    }

    @Test func rises() throws {
        var previous = -Double.infinity
        for step in 1..<100_000 {
            let z = try #require(normalQuantile(Double(step) / 100_000))
            #expect(z > previous)
            previous = z
        }
        // Across the seams of the three approximations.
        for seam in [0.075, exp(-25)] {
            let below = try #require(normalQuantile(seam * (1 - 1e-12)))
            let above = try #require(normalQuantile(seam * (1 + 1e-12)))
            #expect(below < above)
            #expect(isClose(below, above, relative: 1e-11))
        }
    }
}
