import Foundation
import TestSupport
import Testing

@testable import Statistics

@Suite struct PearsonTests {
    @Test func equalsTheTextbookFormulaOnAllSmallColumns() {
        for count in 0...4 {
            let columns = Tables.all(count: count, upTo: 2)
            for x in columns {
                for y in columns {
                    #expect(isClose(pearson(x, y), Naive.pearson(x, y), relative: 1e-15), "\(x) \(y)")
                }
            }
        }
    }

    @Test func equalsTheNaiveTwinOnRandomColumns() {
        for (x, y) in Tables.randomPairs(1000, seed: 70) {
            #expect(isClose(pearson(x, y), Naive.pearson(x, y), relative: 1e-10, absolute: 1e-13), "\(x) \(y)")
        }
    }

    @Test func hasNoValueWhereUndefined() {
        #expect(pearson([], []) == nil)
        #expect(pearson([1], [2]) == nil)
        #expect(pearson([1, 2], [3, 3]) == nil)
        #expect(pearson([0.1, 0.1, 0.1], [1, 2, 3]) == nil)
        #expect(pearson([1, 2], [1, 2, 3]) == nil)
        #expect(pearson([1, 2, .nan], [1, 2, 3]) == nil)
        #expect(pearson([1, 2, 3], [1, .infinity, 3]) == nil)
        #expect(pearson([0, -0.0], [1, 2]) == nil)
    }

    @Test func twoRowsLieOnALine() {
        #expect(pearson([1, 2], [5, 9]) == 1)
        #expect(pearson([1, 2], [5, -9]) == -1)
    }

    @Test func aLineIsOneAndNeverMore() throws {
        for (x, _) in Tables.randomPairs(300, seed: 71) {
            let rising = try #require(pearson(x, x.map { 0.3 * $0 + 7 }))
            let falling = try #require(pearson(x, x.map { 2 - 11 * $0 }))
            #expect(rising <= 1 && isClose(rising, 1))
            #expect(falling >= -1 && isClose(falling, -1))
        }
    }

    @Test func isSymmetricAndFreeOfOrderAndUnit() {
        var generator = SeededGenerator(seed: 72)
        for (x, y) in Tables.randomPairs(300, seed: 73) {
            let correlation = pearson(x, y)
            let rows = x.indices.shuffled(using: &generator)
            let shuffled = pearson(rows.map { x[$0] }, rows.map { y[$0] })
            #expect(shuffled?.bitPattern == correlation?.bitPattern)
            #expect(isClose(pearson(y, x), correlation, absolute: 1e-14))
            #expect(isClose(pearson(x.map { -$0 }, y), correlation.map { -$0 }, absolute: 1e-14))
            #expect(pearson(x.map { $0 * 0x1p1000 }, y.map { $0 * 0x1p-1000 }) == correlation)
            #expect(isClose(pearson(x.map { $0 * 1e6 + 3 }, y), correlation, relative: 1e-9, absolute: 1e-9))
        }
    }

    @Test func theOrderOfManyRowsChangesNoBit() {
        // Values over 24 decades that cancel: what is left lies beyond the digits that a compensated sum keeps.
        var generator = SeededGenerator(seed: 74)
        let rows = (0..<5000).flatMap { _ -> [(x: Double, y: Double)] in
            let x = Double(Int.random(in: 1...3, using: &generator))
            let y = pow(10, Double.random(in: -24...0, using: &generator))
            return [(x, y), (x, -y)]
        }
        let correlation = pearson(rows.map(\.x), rows.map(\.y))
        for _ in 0..<5 {
            let shuffled = rows.shuffled(using: &generator)
            #expect(pearson(shuffled.map(\.x), shuffled.map(\.y))?.bitPattern == correlation?.bitPattern)
        }
    }

    @Test func aSmallVarianceFarFromZeroKeepsItsDigits() {
        // At 2^52 doubles are whole numbers, so both means lose their fractions.
        let x: [Double] = [0, 1, 2, 3, 4, 5, 7]
        let y: [Double] = [1, 0, 3, 2, 5, 4, 9]
        let far = pearson(x.map { $0 + 0x1p52 }, y.map { $0 + 0x1p52 })
        #expect(isClose(far, pearson(x, y), relative: 1e-15))
    }
}
