import Foundation
import Testing

@testable import Statistics

/// Tails of the distributions that tests use, against mpmath at 50 digits.
@Suite struct TailTests {
    private func studentTwoSided(_ t: Double, degrees: Double) -> Double {
        let explained = t.isInfinite ? 1 : t / (degrees + t * t) * t
        return Statistics.studentTwoSided(
            explained: explained, unexplained: degrees / (degrees + t * t), degrees: degrees)
    }

    @Test func student() {
        for (t, degrees, expected) in [
            (0.1, 1.0, 0.93654896513889286), (0.5, 3, 0.65144796484815099), (2, 1, 0.29516723530086655),
            (3, 10, 0.013343655022569577), (1, 100, 0.31972415578412336), (2, 1e4, 0.045527260661435443),
            (0.3, 1e6, 0.76417721797899421), (5, 1e6, 5.7339978708907416e-7), (1.5, 1e9, 0.13361440285341527),
            (30, 1e6, 1.2020094233664118e-197),
        ] {
            #expect(isClose(studentTwoSided(t, degrees: degrees), expected, relative: 1e-12), "\(t) \(degrees)")
            #expect(studentTwoSided(-t, degrees: degrees) == studentTwoSided(t, degrees: degrees))
        }
        #expect(studentTwoSided(0, degrees: 5) == 1)
        #expect(studentTwoSided(.infinity, degrees: 5) == 0)
        #expect(studentTwoSided(1e150, degrees: 5) == 0)
        #expect(studentTwoSided(.nan, degrees: 5).isNaN)
    }

    @Test func chiSquare() {
        for (x, degrees, expected) in [
            (0.1, 1.0, 0.75182963404584928), (0.5, 3, 0.91889141165467586), (2, 1, 0.15729920705028513),
            (30, 10, 0.00085664121077530039), (1e6, 1e6, 0.4998119368033945),
        ] {
            #expect(isClose(chiSquareUpper(x, degrees: degrees), expected, relative: 1e-12), "\(x) \(degrees)")
        }
        #expect(chiSquareUpper(0, degrees: 3) == 1)
        #expect(chiSquareUpper(.infinity, degrees: 3) == 0)
        // With two degrees of freedom it is exp(−x/2), with one that of a squared normal variable.
        for step in 1...300 {
            let x = Double(step) / 3
            #expect(isClose(chiSquareUpper(x, degrees: 2), exp(-x / 2), relative: 1e-13))
            #expect(isClose(chiSquareUpper(x * x, degrees: 1), normalTwoSided(x), relative: 1e-12))
        }
    }

    @Test func stirlingsErrorIsThatOfLogGamma() {
        for z in [0.5, 1, 2, 7.25, 15.9, 16, 16.1, 40, 1000] {
            let stirling = (z + 0.5) * log(z) - z + 0.5 * log(2 * Double.pi)
            #expect(isClose(stirlingError(z), lgamma(z + 1) - stirling, absolute: 1e-12), "\(z)")
        }
        #expect(isClose(stirlingError(15.999_999_999), stirlingError(16), relative: 1e-9))
        #expect(isClose(stirlingError(1e12), 1 / 12e12, relative: 1e-14))
    }

    @Test func devianceKeepsItsDigitsNearTheMean() {
        for (x, mean) in [(0.0, 3.0), (5, 3), (3, 3), (1e-3, 2), (1e6, 10)] {
            let plain = x == 0 ? mean : x * log(x / mean) + mean - x
            #expect(isClose(deviance(x, mean: mean), plain, relative: 1e-14))
        }
        // To second order (x − m)²/(2m), where the plain formula has lost all.
        let mean = 1e12
        #expect(isClose(deviance(mean + 3, mean: mean), 4.5e-12, relative: 1e-11))
    }
}
