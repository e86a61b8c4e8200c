import TestSupport
import Testing

@testable import Statistics

@Suite struct KitagawaTests {
    @Test func thePartsAddUpToTheChange() throws {
        for number in 0..<300 {
            let table = SharedTable(number: number)
            let (k1, n1, k2, n2) = (table["k"], table["n"], table["k2"], table["n2"])
            guard n1.contains(where: { $0 > 0 }), n2.contains(where: { $0 > 0 }) else { continue }
            let change = k2.reduce(0, +) / n2.reduce(0, +) - k1.reduce(0, +) / n1.reduce(0, +)
            let parts = try #require(KitagawaDecomposition(successes1: k1, trials1: n1, successes2: k2, trials2: n2))
            #expect(isClose(parts.mix + parts.rate, change, absolute: 1e-14))
            let back = try #require(KitagawaDecomposition(successes1: k2, trials1: n2, successes2: k1, trials2: n1))
            #expect(isClose(back.mix, -parts.mix, absolute: 1e-15) && isClose(back.rate, -parts.rate, absolute: 1e-15))
            var (mix, rate) = (0.0, 0.0)
            for row in k1.indices {
                let part = try #require(
                    kitagawaPart(
                        Share(k1[row], of: n1[row]), n1.reduce(0, +), Share(k2[row], of: n2[row]), n2.reduce(0, +)))
                mix += part.mix
                rate += part.rate
            }
            #expect(isClose(mix, parts.mix, absolute: 1e-14) && isClose(rate, parts.rate, absolute: 1e-14))
        }
    }

    @Test func aWorkedExample() throws {
        // Two domains: half and half at 40 % and 10 %; then one to three at 30 % and 10 %.
        let parts = try #require(
            KitagawaDecomposition(
                successes1: [40, 10], trials1: [100, 100], successes2: [30, 30], trials2: [100, 300]))
        #expect(isClose(parts.mix, (0.25 - 0.5) * 0.35 + (0.75 - 0.5) * 0.1))
        #expect(isClose(parts.rate, (0.3 - 0.4) * 0.375))
    }

    @Test func aStratumThatOneGroupLacksIsMixAlone() throws {
        let part = try #require(kitagawaPart(Share(0, of: 0), 100, Share(5, of: 10), 50))
        #expect(part.rate == 0)
        #expect(isClose(part.mix, 0.2 * 0.5))
        #expect(kitagawaPart(Share(0, of: 0), 100, Share(0, of: 0), 50) == .init(mix: 0, rate: 0))
    }

    @Test func hasNoValueOutsideTheRules() {
        func decomposition(_ k1: [Double], _ n1: [Double], _ k2: [Double], _ n2: [Double]) -> KitagawaDecomposition? {
            KitagawaDecomposition(successes1: k1, trials1: n1, successes2: k2, trials2: n2)
        }
        #expect(decomposition([], [], [], []) == nil)
        #expect(decomposition([1], [2], [1], []) == nil)
        #expect(decomposition([3], [2], [1], [2]) == nil)
        #expect(decomposition([0], [0], [1], [2]) == nil)
        #expect(decomposition([1], [2], [.nan], [2]) == nil)
        #expect(kitagawaPart(Share(1, of: 3), 2, Share(1, of: 2), 2) == nil)
    }
}
