import Foundation
import Testing

@testable import Statistics

@Suite struct PielouEvennessTests {
    @Test func fewerThanTwoCategoriesHaveNone() {
        #expect(pielouEvenness([5]) == nil)
        #expect(pielouEvenness([5, 0, 0]) == nil)
    }

    @Test func equalCategoriesAreWhollyEven() throws {
        for count in 2...200 {
            let evenness = try #require(pielouEvenness([Double](repeating: 0.7, count: count)))
            #expect(evenness <= 1)
            #expect(isClose(evenness, 1))
        }
    }

    @Test func isTheEntropyOverItsGreatestValue() throws {
        for table in Tables.random(1000, seed: 50) {
            let categories = table.count { $0 > 0 }
            guard categories > 1 else { continue }
            let evenness = try #require(pielouEvenness(table))
            #expect(evenness > 0 && evenness <= 1)
            #expect(isClose(evenness, Naive.shannonEntropy(table) / log(Double(categories)), relative: 1e-11))
        }
    }
}
