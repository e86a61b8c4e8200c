import Foundation
import Testing

@testable import Statistics

/// Estimates of the population, and when they have intervals.
@Suite struct EstimateTests {
    /// Girdled trees of the spider data of iNEXT (its vignette, 2016): Shannon diversity 13.826, and of the logged
    /// 16.337.
    @Test func chaoEntropyIsThatOfINEXT() throws {
        #expect(abs(exp(try #require(chaoEntropy(Spiders.girdled))) - 13.826) < 5e-4)
        #expect(abs(exp(try #require(chaoEntropy(Spiders.logged))) - 16.337) < 5e-4)
    }

    /// The series of Chao, Wang and Jost added up term by term, as far as it matters.
    @Test func chaoEntropyIsItsSeries() throws {
        for counts in [[1.0, 1, 2, 5], [1, 1, 1], [3, 4, 5], [1, 2, 2, 9, 40], [1], [1, 7], [1, 1, 100_000]] {
            let n = counts.reduce(0, +)
            let (f1, f2) = (Double(counts.count { $0 == 1 }), Double(counts.count { $0 == 2 }))
            var expected = 0.0
            for x in counts {
                var k = x
                while k < n {
                    expected += x / n / k
                    k += 1
                }
            }
            let a = f2 > 0 ? 2 * f2 / ((n - 1) * f1 + 2 * f2) : f1 > 0 ? 2 / ((n - 1) * (f1 - 1) + 2) : 1
            var (power, r) = (1 - a, n)
            while f1 > 0, power > 1e-18 {
                expected += f1 / n * power / r
                power *= 1 - a
                r += 1
            }
            #expect(isClose(chaoEntropy(counts), expected, relative: 1e-11, absolute: 1e-13), "\(counts)")
        }
    }

    /// Issue 14: an interval that does not hold its own estimate.
    @Test func intervalsHoldTheirEstimateAndTheIndex() throws {
        var generator = Philox(seed: 14, stream: 0)
        var given = 0
        for round in 0..<400 {
            let shares = (1...(2 + round % 60)).map { pow(Double($0), -Double(round % 5) / 3) }
            let trials = Double(shares.count * (1 + round % 13 * 400))
            let counts = generator.nextMultinomial(trials: trials, shares: shares).filter { $0 > 0 }
            let index = try #require(giniIndex(counts))
            let number = try #require(hillNumber(counts, order: 1))
            for level in [0.5, 0.8, 0.95, 0.999] {
                let gini = try #require(giniEstimate(counts, level: level))
                let effective = try #require(effectiveEstimate(counts, level: level))
                if let low = gini.low, let high = gini.high {
                    given += 1
                    #expect((low...high).contains(gini.value) && (low...high).contains(index))
                    #expect(counts.allSatisfy { $0 >= 25 } && trials >= max(500, 50 * Double(counts.count)))
                }
                if let low = effective.low, let high = effective.high {
                    given += 1
                    #expect((low...high).contains(effective.value))
                    #expect((low...high).contains(number))
                }
            }
        }
        #expect(given > 300)
    }

    /// The places of the shared sample. The reports published a Gini interval of 0.486 to 0.503 around 0.505.
    @Test func fewSamplesAPlaceHaveNoInterval() throws {
        let counts: [Double] = [35, 33, 30, 25, 20, 9, 8, 8, 4, 4, 3, 3, 2, 2, 1, 1, 1, 1]
        let gini = try #require(giniEstimate(counts))
        #expect(gini.low == nil && gini.high == nil && gini.value < giniIndex(counts) ?? 0)
        let effective = try #require(effectiveEstimate(counts))
        #expect(effective.low == nil && effective.high == nil)
    }

    /// On average over samples the estimate is the index of the population, from which the samples' own is far.
    @Test func giniEstimateHasLittleBias() throws {
        let shares: [Double] = (1...50).map { 1 / (Double($0) + 3) }
        var generator = Philox(seed: 5, stream: 1)
        var (estimates, indices) = (0.0, 0.0)
        for _ in 0..<400 {
            let counts = generator.nextMultinomial(trials: 2_500, shares: shares)
            estimates += try #require(giniEstimate(counts)).value / 400
            indices += try #require(gini(counts)) / 400
        }
        let truth = try #require(gini(shares))
        #expect(abs(estimates - truth) < 0.001 && indices - truth > 0.005, "\(estimates) \(indices) \(truth)")
    }

    /// `gini`, which local names hide.
    private func giniIndex(_ counts: [Double]) -> Double? { Statistics.gini(counts) }

    @Test func noValue() {
        for counts: [Double] in [[], [0], [1.5, 2], [-1, 3], [.nan]] {
            #expect(giniEstimate(counts) == nil && effectiveEstimate(counts) == nil && chaoEntropy(counts) == nil)
        }
        #expect(giniEstimate([3, 4], level: 1) == nil && effectiveEstimate([3, 4], level: 0) == nil)
    }
}
