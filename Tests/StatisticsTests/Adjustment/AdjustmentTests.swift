import TestSupport
import Testing

@testable import Statistics

@Suite struct AdjustmentTests {
    @Test func knownValues() throws {
        // R 4.2, p.adjust.
        let p = [0.01, 0.04, 0.03, 0.005]
        let holm = try #require(holmAdjusted(p))
        let bh = try #require(benjaminiHochbergAdjusted(p))
        #expect(zip(holm, [0.03, 0.06, 0.06, 0.02]).allSatisfy { isClose($0, $1) })
        #expect(zip(bh, [0.02, 0.04, 0.04, 0.02]).allSatisfy { isClose($0, $1) })
    }

    @Test func adjustmentKeepsTheOrderAndOnlyRaises() throws {
        var generator = SeededGenerator(seed: 98)
        for size in [1, 2, 5, 40] {
            let p = (0..<size).map { _ in Double.random(in: 0...1, using: &generator) }
            for adjusted in [try #require(holmAdjusted(p)), try #require(benjaminiHochbergAdjusted(p))] {
                for i in p.indices {
                    #expect(adjusted[i] >= p[i] && adjusted[i] <= 1)
                    for j in p.indices where p[i] <= p[j] { #expect(adjusted[i] <= adjusted[j]) }
                }
            }
            #expect(
                zip(try #require(benjaminiHochbergAdjusted(p)), try #require(holmAdjusted(p))).allSatisfy { $0 <= $1 })
        }
        #expect(holmAdjusted([]) == [] && benjaminiHochbergAdjusted([]) == [])
    }

    @Test func aValueThatIsNoProbabilityHasNoAdjustment() {
        for p in [-0.1, 1.1, .nan] {
            #expect(holmAdjusted([0.5, p]) == nil && benjaminiHochbergAdjusted([0.5, p]) == nil)
        }
    }

    @Test func inSQLOneValueAmongAll() throws {
        #expect(isClose(try scalar("holm", [0.04], texts: ["[0.01, 0.04, null, 0.03, 0.005]"]).number, 0.06))
        // SQLite writes 15 digits of a number into JSON.
        let long = 0.012345678901234567
        #expect(isClose(try scalar("holm", [long], texts: ["[0.0123456789012346, 0.5]"]).number, 2 * long))
        #expect(try scalar("holm", [long], texts: ["[0.01234567890123, 0.5]"]).number == nil)
        #expect(isClose(try scalar("bh", [0.005], texts: ["[0.01,0.04,0.03,0.005]"]).number, 0.02))
        #expect(try scalar("bh", [0.5], texts: ["[0.01,0.04]"]) == nil)
        #expect(throws: StatisticError.notAnArrayOfNumbers("0.01, 0.04")) {
            try scalar("holm", [0.01], texts: ["0.01, 0.04"])
        }
    }
}
