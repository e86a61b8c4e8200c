import Testing

@testable import Statistics

@Suite struct GiniTests {
    @Test func equalsHalfTheRelativeMeanDifferenceOfAllSmallTables() {
        for count in 1...5 {
            for table in Tables.all(count: count, upTo: 4) where table.contains(where: { $0 > 0 }) {
                #expect(isClose(gini(table), Naive.gini(table), relative: 4e-16), "\(table)")
            }
        }
    }

    @Test func equalsTheNaiveTwinOnRandomTables() {
        for table in Tables.random(1000, seed: 10) {
            #expect(isClose(gini(table), Naive.gini(table)), "\(table)")
        }
    }

    @Test func equalsTheFormulaOverRanks() {
        for table in Tables.random(300, seed: 11) {
            let count = table.count
            var weighted = 0.0
            for (rank, weight) in zip(1..., table.sorted()) { weighted += Double(2 * rank - count - 1) * weight }
            let total = table.reduce(0, +)
            #expect(isClose(gini(table), weighted / (Double(count) * total), relative: 1e-12, absolute: 1e-14))
        }
    }

    @Test func equalWeightsGiveExactlyZero() {
        for count in 1...50 {
            #expect(gini([Double](repeating: 0.1, count: count)) == 0)
        }
    }

    @Test func oneHoldingAllGivesTheGreatestValue() {
        for count in 1...50 {
            let table = [Double](repeating: 0, count: count - 1) + [7]
            #expect(gini(table) == Double(count - 1) / Double(count))
        }
    }

    @Test func aRepeatedPopulationIsAsUnequalAsOne() {
        for table in Tables.random(200, seed: 12) {
            #expect(isClose(gini(table + table + table), gini(table)))
        }
    }

    @Test func aTransferFromAboveToBelowLowersIt() throws {
        for table in Tables.random(200, seed: 13) {
            var sorted = table.sorted()
            guard let poorest = sorted.first, let richest = sorted.last, richest > poorest else { continue }
            let before = try #require(gini(sorted))
            let transfer = (richest - poorest) / 4
            sorted[0] += transfer
            sorted[sorted.count - 1] -= transfer
            #expect(try #require(gini(sorted)) < before)
        }
    }

    @Test func aDifferenceInTheLastDigitsShows() {
        // Σ|a − b| = 2, n = 2, total = 2e12 + 1.
        #expect(isClose(gini([1e12, 1e12 + 1]), 0.5 / (2e12 + 1), absolute: 0))
    }
}
