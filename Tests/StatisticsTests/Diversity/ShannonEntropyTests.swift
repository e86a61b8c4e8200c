import Foundation
import Testing

@testable import Statistics

@Suite struct ShannonEntropyTests {
    @Test func equalsTheNaiveTwinOnAllSmallTables() {
        for count in 1...5 {
            for table in Tables.all(count: count, upTo: 4) where table.contains(where: { $0 > 0 }) {
                #expect(isClose(shannonEntropy(table), Naive.shannonEntropy(table), relative: 1e-15), "\(table)")
            }
        }
    }

    @Test func equalsTheNaiveTwinOnRandomTables() {
        for table in Tables.random(1000, seed: 40) {
            #expect(isClose(shannonEntropy(table), Naive.shannonEntropy(table), relative: 1e-11), "\(table)")
        }
    }

    @Test func oneCategoryHasNone() {
        #expect(shannonEntropy([3]) == 0)
        #expect(shannonEntropy([0, 1e12, 0]) == 0)
        #expect(shannonEntropy([3])?.sign == .plus)
    }

    @Test func equalCategoriesGiveTheLogarithmOfTheirNumber() {
        for count in [1, 2, 3, 10, 1000, 100_000] {
            let entropy = shannonEntropy([Double](repeating: 0.3, count: count))
            #expect(isClose(entropy, log(Double(count)), relative: 1e-14))
        }
    }

    @Test func theEntropyOfIndependentPairsIsTheSum() throws {
        let tables = Tables.random(60, seed: 41)
        for (first, second) in zip(tables, tables.dropFirst()) {
            let pairs = first.flatMap { a in second.map { a * $0 } }
            let sum = try #require(shannonEntropy(first)) + (try #require(shannonEntropy(second)))
            #expect(isClose(shannonEntropy(pairs), sum, relative: 1e-12))
        }
    }

    @Test func aNearlyCertainCategoryKeepsItsDigits() {
        // −(1 − e)·ln(1 − e) − e·ln e = e − e·ln e to first order, with e = 1e-15 of the whole.
        let e = 1 / (1e15 + 1)
        #expect(isClose(shannonEntropy([1e15, 1]), e - e * log(e), relative: 1e-14, absolute: 0))
    }
}
