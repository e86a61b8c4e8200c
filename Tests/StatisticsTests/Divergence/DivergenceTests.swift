import Foundation
import TestSupport
import Testing

@testable import Statistics

@Suite struct DivergenceTests {
    private static let distances:
        [(name: String, measure: @Sendable ([Double], [Double]) -> Double?, greatest: Double)] = [
            ("jsd", jensenShannon, log(2)), ("js_distance", jensenShannonDistance, 1),
            ("total_variation", totalVariation, 1), ("hellinger", hellinger, 1),
        ]

    private static let tables: [([Double], [Double])] = {
        let tables = Tables.random(200, seed: 51)
        return zip(tables, Tables.random(200, seed: 52)).map { first, second in
            let count = min(first.count, second.count)
            return (Array(first.prefix(count)) + [1, 0], Array(second.prefix(count)) + [2, 3])
        }
    }()

    @Test(arguments: distances.indices)
    func liesInItsRangeAndIsSymmetric(_ index: Int) throws {
        let (name, measure, greatest) = Self.distances[index]
        for (p, q) in Self.tables {
            let value = try #require(measure(p, q), "\(name)")
            #expect(value >= 0 && value <= greatest)
            #expect(isClose(measure(q, p), value, absolute: 1e-15), "\(name)")
            #expect(measure(p, p.map { $0 * 4 }) == 0, "\(name)")
            // Nothing in common.
            let apart = measure(p + p.map { _ in 0 }, q.map { _ in 0 } + q)
            #expect(isClose(apart, greatest, relative: 1e-14), "\(name)")
        }
    }

    @Test(arguments: distances.indices)
    func theOrderOfTheRowsChangesNoBit(_ index: Int) {
        let (name, measure, _) = Self.distances[index]
        var generator = SeededGenerator(seed: 53)
        for (p, q) in Self.tables {
            let rows = p.indices.shuffled(using: &generator)
            #expect(measure(p, q) == measure(rows.map { p[$0] }, rows.map { q[$0] }), "\(name)")
        }
    }

    /// TV²/2 ≤ KL (Pinsker), H² ≤ TV ≤ √2·H, JSD ≤ TV·ln 2.
    @Test func theInequalitiesBetweenThem() throws {
        for (p, q) in Self.tables {
            let variation = try #require(totalVariation(p, q))
            let distance = try #require(hellinger(p, q))
            #expect(distance * distance <= variation + 1e-12)
            #expect(variation <= 2.0.squareRoot() * distance + 1e-12)
            #expect(try #require(jensenShannon(p, q)) <= variation * log(2) + 1e-12)
            if let divergence = kullbackLeibler(p, q) { #expect(divergence >= 2 * variation * variation - 1e-12) }
        }
    }

    @Test func divergenceFromACategoryThatIsLackingIsInfinite() {
        #expect(kullbackLeibler([1, 1], [1, 0]) == nil)
        #expect(isClose(kullbackLeibler([1, 0], [1, 1]), log(2)))
        #expect(kullbackLeibler([1, 2, 3], [2, 4, 6]) == 0)
    }

    @Test func almostEqualGroupsKeepTheirDigits() {
        // To second order JSD is Σ (p − q)²/(8m), where the plain formula has lost all: here 2·(1e-9)²/(8·½).
        let shift = 1e-9
        #expect(isClose(jensenShannon([0.5 + shift, 0.5 - shift], [0.5, 0.5]), shift * shift / 2, relative: 1e-6))
    }

    @Test func hasNoValueOutsideTheRules() {
        for (_, measure, _) in Self.distances + [("kl", kullbackLeibler, .infinity)] {
            #expect(measure([], []) == nil)
            #expect(measure([1], [1, 2]) == nil)
            #expect(measure([0, 0], [1, 2]) == nil)
            #expect(measure([1, 2], [0, 0]) == nil)
            #expect(measure([-1, 2], [1, 2]) == nil)
            #expect(measure([.nan, 2], [1, 2]) == nil)
            #expect(measure([1, 2], [.infinity, 2]) == nil)
        }
    }
}
