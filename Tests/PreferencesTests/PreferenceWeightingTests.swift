import Foundation
import Preferences
import TestSupport
import Testing

@Suite struct PreferenceWeightingTests {
    private let weighting = PreferenceWeighting.published

    @Test func filterAndWeightByTheirFormulas() {
        for step in -3_000...3_000 {
            let gap = Double(step) / 100
            #expect(isClose(PreferenceWeighting.probability(gap), 1 / (1 + exp(-gap)), relative: 1e-14))
            #expect(weighting.keeps(gap) == (1 / (1 + exp(-gap)) < 0.7))
            #expect(isClose(weighting.weight(gap), min(exp(gap / 1.1), 1), relative: 1e-15))
            #expect(isClose(PreferenceWeighting.inverseWeight(gap), max(exp(-gap), 1), relative: 1e-15))
        }
    }

    @Test func theThresholdIsStrict() {
        let threshold = log(0.7 / 0.3)
        #expect(!weighting.keeps(threshold + 1e-9))
        #expect(weighting.keeps(threshold - 1e-9))
        #expect((try? PreferenceWeighting(tau: 0.5).keeps(0)) == false)
    }

    @Test func greatGapsDoNotOverflow() {
        for gap in [31.0, 40, 745, 1_000, 1e300] {
            #expect(PreferenceWeighting.probability(gap) <= 1)
            #expect(PreferenceWeighting.probability(-gap) >= 0)
            #expect(isClose(PreferenceWeighting.probability(-gap), exp(-gap), relative: 1e-12))
            #expect(weighting.weight(gap) == 1)
            #expect(weighting.weight(-gap) >= 0)
        }
        // A small probability keeps its digits.
        #expect(isClose(PreferenceWeighting.probability(-100), 3.720075976020836e-44, relative: 1e-14))
    }

    @Test(arguments: [0, 1, -0.1, 1.5, .nan, .infinity]) func tauOutOfRange(_ tau: Double) {
        #expect(throws: PreferenceError.self) { try PreferenceWeighting(tau: tau) }
    }

    @Test(arguments: [0, -1, .nan, .infinity]) func betaOutOfRange(_ beta: Double) {
        #expect(throws: PreferenceError.self) { try PreferenceWeighting(beta: beta) }
        #expect(throws: PreferenceError.self) { try PreferenceWeighting.weight(-1, beta: beta) }
    }

    @Test func selections() {
        let rows: [(gap: Double, weights: [PairSelection: Double])] = [
            (2, [.full: 1, .filter: 0, .weight: 1, .scpo: 0, .inverse: 0]),
            (0.5, [.full: 1, .filter: 1, .weight: 1, .scpo: 1, .inverse: 1]),
            (-2, [.full: 1, .filter: 1, .weight: exp(-2 / 1.1), .scpo: exp(-2 / 1.1), .inverse: exp(2)]),
        ]
        for (gap, weights) in rows {
            for (selection, weight) in weights {
                #expect(isClose(selection.weight(gap), weight), "\(selection) \(gap)")
            }
        }
    }

    @Test func summaryAgainstPlainSums() {
        var generator = SeededGenerator(seed: 5)
        let gaps = (0..<1_000).map { _ in Double.random(in: -4...4, using: &generator).rounded() / 2 }
        var summary = WeightSummary()
        for gap in gaps { summary.add(gap) }
        summary.add(nil)
        let kept = gaps.filter { 1 / (1 + exp(-$0)) < 0.7 }
        let weights = kept.map { min(exp($0 / 1.1), 1) }
        #expect(summary.pairs == 1_001)
        #expect(summary.weighed == 1_000)
        #expect(summary.kept == Double(kept.count))
        #expect(isClose(summary.keptRatio, Double(kept.count) / 1_000))
        #expect(isClose(summary.agreement, 100 * Double(gaps.count { $0 > 0 }) / 1_000))
        #expect(isClose(summary.disagreement, 100 * Double(gaps.count { $0 < 0 }) / 1_000))
        #expect(isClose(summary.meanWeight, weights.reduce(0, +) / Double(kept.count)))
        let sum = weights.reduce(0, +)
        #expect(isClose(summary.effectivePairs, sum * sum / weights.reduce(0) { $0 + $1 * $1 }))
        #expect(WeightSummary().keptRatio == nil)
        #expect(WeightSummary().meanWeight == nil)
    }

    @Test func aMissingRewardLeavesThePairUnweighed() throws {
        #expect(try ReferenceGap.gap(chosen: 1, rejected: nil, rows: (0, 1)) == nil)
        #expect(try ReferenceGap.gap(chosen: nil, rejected: 1, rows: (0, 1)) == nil)
        #expect(try ReferenceGap.gap(chosen: 3, rejected: 1, rows: (0, 1)) == 2)
    }

    @Test func aRewardThatIsNotFiniteNamesItsRow() {
        #expect(throws: PreferenceError.rewardNotFinite(.infinity, row: 7)) {
            try ReferenceGap.gap(chosen: 1, rejected: .infinity, rows: (6, 7))
        }
        let error = #expect(throws: PreferenceError.self) {
            try ReferenceGap.gap(chosen: .nan, rejected: nil, rows: (41, 42))
        }
        #expect(error?.description.contains("row 41") == true)
    }
}
