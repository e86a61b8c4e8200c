import TestSupport
import Testing

@testable import Statistics

@Suite struct CompensatedSumTests {
    @Test func anEmptySumIsZero() {
        #expect(CompensatedSum().value == 0)
        #expect(CompensatedSum([]).value == 0)
    }

    @Test func keepsWhatAPlainSumLoses() {
        // Kahan's sum gives 0 here, Neumaier's 2.
        #expect(CompensatedSum([1, 1e100, 1, -1e100]).value == 2)
        #expect(CompensatedSum(repeatElement(0.1, count: 10)).value == 1)
        #expect([Double](repeating: 0.1, count: 10).reduce(0, +) != 1)
    }

    @Test func aMillionWeightsUpToABillionThousandAddUpToTheLastBit() {
        var generator = SeededGenerator(seed: 1)
        let weights = (0..<1_000_000).map { _ in Int.random(in: 0...1_000_000_000_000, using: &generator) }
        let exact = weights.reduce(0, +)
        #expect(CompensatedSum(weights.lazy.map(Double.init)).value == Double(exact))
    }

    @Test func smallTermsAreNotLostBesideALargeOne() {
        let terms = [1e16] + [Double](repeating: 0.5, count: 1_000_000)
        #expect(CompensatedSum(terms).value == 1e16 + 500_000)
        #expect(CompensatedSum(terms.reversed()).value == 1e16 + 500_000)
        #expect(terms.reduce(0, +) == 1e16)
    }

    @Test func termsThatAreNotFiniteShow() {
        #expect(CompensatedSum([1, .infinity, 2]).value == .infinity)
        #expect(CompensatedSum([.infinity, -.infinity]).value.isNaN)
        #expect(CompensatedSum([1, .nan]).value.isNaN)
        #expect(CompensatedSum([1e308, 1e308]).value == .infinity)
    }
}
