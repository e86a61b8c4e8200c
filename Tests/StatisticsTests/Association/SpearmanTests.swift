import Foundation
import Testing

@testable import Statistics

@Suite struct SpearmanTests {
    @Test func equalsThePearsonOfNaiveRanksOnAllSmallColumns() {
        for count in 0...4 {
            let columns = Tables.all(count: count, upTo: 2)
            for x in columns {
                for y in columns {
                    let expected = Naive.pearson(Naive.midRanks(x), Naive.midRanks(y))
                    #expect(isClose(spearman(x, y), expected, relative: 1e-15), "\(x) \(y)")
                }
            }
        }
    }

    @Test func equalsTheNaiveTwinOnRandomColumns() {
        for (x, y) in Tables.randomPairs(1000, seed: 80) {
            let expected = Naive.pearson(Naive.midRanks(x), Naive.midRanks(y))
            #expect(isClose(spearman(x, y), expected, absolute: 1e-14), "\(x) \(y)")
        }
    }

    @Test func withoutTiesEqualsTheFormulaOfSquaredDifferences() {
        // 1 − 6·Σd² / (n·(n² − 1)), over all orders of six values.
        let x: [Double] = [1, 2, 3, 4, 5, 6]
        for y in permutations(x) {
            let squares = zip(x, y).reduce(0) { $0 + ($1.0 - $1.1) * ($1.0 - $1.1) }
            #expect(isClose(spearman(x, y), 1 - 6 * squares / 210, absolute: 1e-15), "\(y)")
        }
    }

    @Test func dependsOnTheOrderOfTheValuesOnly() {
        for (x, y) in Tables.randomPairs(300, seed: 81) {
            let correlation = spearman(x, y)
            #expect(spearman(x.map { exp($0) }, y.map { $0 * $0 * $0 }) == correlation)
            #expect(isClose(spearman(x.map { -$0 }, y), correlation.map { -$0 }, absolute: 1e-15))
            #expect(isClose(spearman(y, x), correlation, absolute: 1e-15))
        }
    }

    @Test func anyRisingCurveIsExactlyOne() {
        for count in [2, 3, 10, 1000] {
            let x = (0..<count).map { Double($0) }
            #expect(spearman(x, x.map { exp($0 / 50) }) == 1)
            #expect(spearman(x, x.map { -sqrt($0) }) == -1)
        }
    }

    @Test func hasNoValueWhereUndefined() {
        #expect(spearman([], []) == nil)
        #expect(spearman([1], [2]) == nil)
        #expect(spearman([1, 2], [3, 3]) == nil)
        #expect(spearman([1, 2], [1, 2, 3]) == nil)
        #expect(spearman([1, 2, .nan], [1, 2, 3]) == nil)
        #expect(spearman([1, 2, 3], [1, .infinity, 3]) == nil)
    }

    private func permutations(_ values: [Double]) -> [[Double]] {
        guard let first = values.first else { return [[]] }
        return permutations(Array(values.dropFirst())).flatMap { rest in
            (0...rest.count).map { position in
                var permutation = rest
                permutation.insert(first, at: position)
                return permutation
            }
        }
    }
}
