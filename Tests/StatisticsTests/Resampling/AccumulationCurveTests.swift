import Testing

@testable import Statistics

@Suite struct AccumulationCurveTests {
    /// Three groups: {a}, {a, b}, {}.
    @Test func smallCase() throws {
        let curve = try #require(
            accumulationCurve(
                groups: [0, 1, 1], units: [0, 0, 1], groupCount: 3, seed: 1, replicates: 6000, level: 0.95))
        // By rarefaction: a is in 2 of 3 groups, b in 1: after one group 2/3 + 1/3, after two 1 + 2/3, after three 2.
        #expect(curve.count == 3)
        #expect(abs(curve[0].mean - 1) < 0.03 && abs(curve[1].mean - 5.0 / 3) < 0.03)
        #expect(curve[2] == AccumulationPoint(mean: 2, low: 2, high: 2))
        #expect(curve[0].low == 0 && curve[0].high == 2)
    }

    @Test func shares() throws {
        let curve = try #require(
            accumulatedShare(successes: [1, 0], trials: [1, 3], seed: 1, replicates: 4000, level: 0.95))
        #expect(abs(curve[0].mean - 0.5) < 0.03 && curve[0].low == 0 && curve[0].high == 1)
        #expect(curve[1] == AccumulationPoint(mean: 0.25, low: 0.25, high: 0.25))
    }

    @Test func seedsRepeatAndDiffer() {
        func curve(_ seed: UInt64) -> [AccumulationPoint]? {
            accumulationCurve(
                groups: Array(0..<20), units: Array(0..<20).map { $0 / 3 }, groupCount: 25, seed: seed, replicates: 100,
                level: 0.9)
        }
        #expect(curve(3) == curve(3) && curve(3) != curve(4))
        #expect(curve(3)?.map(\.mean) == curve(3)?.map(\.mean).sorted())
    }

    @Test func noGroupsAndWrongInput() {
        #expect(accumulationCurve(groups: [], units: [], groupCount: 0, seed: 1, replicates: 5, level: 0.9) == [])
        #expect(accumulationCurve(groups: [1], units: [0], groupCount: 1, seed: 1, replicates: 5, level: 0.9) == nil)
        #expect(accumulationCurve(groups: [0], units: [0], groupCount: 1, seed: 1, replicates: 0, level: 0.9) == nil)
        #expect(accumulationCurve(groups: [0], units: [0], groupCount: 1, seed: 1, replicates: 5, level: 1) == nil)
        #expect(accumulatedShare(successes: [1], trials: [0], seed: 1, replicates: 5, level: 0.9) == nil)
        #expect(accumulatedShare(successes: [1], trials: [1, 2], seed: 1, replicates: 5, level: 0.9) == nil)
    }
}
