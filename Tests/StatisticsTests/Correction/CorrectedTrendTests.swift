import TestSupport
import Testing

@testable import Statistics

@Suite struct CorrectedTrendTests {
    private func points(_ shares: [Double], error: Double = 0.01) -> [CorrectedTrend.Point] {
        shares.enumerated().map { .init(score: Double($0), share: $1, standardError: error) }
    }

    @Test func whetherAFindingStands() throws {
        let falling = points([0.3, 0.2, 0.1])
        let verdicts: [(raw: [CorrectedTrend.Point], corrected: [CorrectedTrend.Point], CorrectedTrend.Verdict)] = [
            (falling, points([0.4, 0.25, 0.1]), .stands), (falling, points([0.2, 0.2, 0.2]), .vanishes),
            (falling, points([0.4, 0.25, 0.1], error: 0.2), .vanishes), (falling, points([0.1, 0.2, 0.3]), .reverses),
            (points([0.2, 0.2, 0.2]), falling, .appears), (points([0.2, 0.2, 0.2]), points([0.2, 0.2, 0.2]), .none),
        ]
        for (raw, corrected, verdict) in verdicts {
            let trend = try #require(CorrectedTrend(raw: raw, corrected: corrected))
            #expect(trend.verdict() == verdict)
        }
    }

    @Test func theLine() throws {
        let trend = try #require(CorrectedTrend(raw: points([0.3, 0.2, 0.1]), corrected: points([0.3, 0.2, 0.1])))
        #expect(isClose(trend.raw.slope, -0.1) && isClose(trend.raw.standardError, 0.01 / 2.0.squareRoot()))
        #expect(trend.raw.probability < 1e-10 && trend.raw.interval(level: 2) == nil && trend.verdict(level: 0) == nil)
        // Errors that all stages share do not move the slope.
        let shared = [[Double]](repeating: [Double](repeating: 0.0001, count: 3), count: 3)
        let common = CorrectedTrend(
            raw: points([0.3, 0.2, 0.1]), corrected: points([0.3, 0.2, 0.1], error: 0.0101), covariances: shared)
        #expect(try #require(common).corrected.standardError < 0.0012)
    }

    @Test func whatIsNoTrend() {
        let one = points([0.3])
        #expect(CorrectedTrend(raw: one, corrected: one) == nil)
        #expect(CorrectedTrend(raw: points([0.1, 0.2]), corrected: one) == nil)
        #expect(CorrectedTrend(raw: points([0.1, .nan]), corrected: points([0.1, 0.2])) == nil)
        #expect(CorrectedTrend(raw: points([0.1, 0.2], error: 0), corrected: points([0.1, 0.2])) == nil)
        #expect(CorrectedTrend(raw: points([0.1, 0.2]), corrected: points([0.1, 0.2]), covariances: [[0]]) == nil)
    }
}
