import Foundation
import TestSupport
import Testing

@testable import Statistics

@Suite struct HillNumberTests {
    static let orders: [Double] = [
        0, 1e-300, 0.001, 0.5, 0.89, 0.9, 0.95, 0.999_999, 1 - 0x1p-53, 1, 1 + 0x1p-52, 1.000_001, 1.05, 1.1, 1.11, 1.5,
        2, 3, 10, 1000, 1e10, 1e300, .greatestFiniteMagnitude, .infinity,
    ]

    @Test func equalsTheNaiveTwinOnAllSmallTables() {
        for count in 1...4 {
            for table in Tables.all(count: count, upTo: 4) where table.contains(where: { $0 > 0 }) {
                for q in [0, 0.5, 0.89, 0.95, 1.05, 1.5, 2, 3, 5.5] {
                    let number = hillNumber(table, order: q)
                    #expect(isClose(number, Naive.hillNumber(table, order: q)), "order \(q) of \(table)")
                }
            }
        }
    }

    @Test func equalsTheNaiveTwinOnRandomTables() {
        for (number, table) in Tables.random(1000, seed: 60).enumerated() {
            let q = [0, 0.3, 0.92, 1.07, 1.8, 2, 4][number % 7]
            let expected = Naive.hillNumber(table, order: q)
            #expect(isClose(hillNumber(table, order: q), expected, relative: 1e-12), "order \(q) of \(table)")
        }
    }

    @Test func agreesWithTheOtherMeasures() throws {
        for table in Tables.random(300, seed: 61) {
            #expect(hillNumber(table, order: 0) == Double(table.count { $0 > 0 }))
            #expect(isClose(hillNumber(table, order: 1), exp(try #require(shannonEntropy(table)))))
            #expect(isClose(hillNumber(table, order: 2), 1 / (try #require(herfindahl(table)))))
            #expect(isClose(hillNumber(table, order: .infinity), 1 / (try #require(topShare(table, k: 1)))))
        }
    }

    @Test func keepsItsDigitsOverManyCategories() throws {
        var generator = SeededGenerator(seed: 65)
        let table = (0..<50_000).map { _ in Double.random(in: 0...1, using: &generator) }
        #expect(isClose(hillNumber(table, order: 2), 1 / (try #require(herfindahl(table)))))
    }

    @Test func fallsWithTheOrderFromTheNumberOfCategoriesToOne() throws {
        for table in Tables.random(300, seed: 62) {
            var previous = Double(table.count { $0 > 0 })
            for q in Self.orders {
                let number = try #require(hillNumber(table, order: q))
                #expect(number >= 1)
                #expect(number <= previous * (1 + 1e-14), "order \(q) of \(table)")
                previous = number
            }
        }
    }

    @Test(arguments: [1, 2, 7, 1000, 50_000])
    func isTheNumberOfEqualCategoriesForEveryOrder(_ count: Int) throws {
        let table = [Double](repeating: 0.1, count: count)
        for q in Self.orders {
            let number = try #require(hillNumber(table, order: q))
            #expect(number <= Double(count))
            #expect(isClose(number, Double(count)), "order \(q)")
        }
    }

    @Test func aCommunityOfTwoCopiesIsTwiceAsDiverse() throws {
        for table in Tables.random(100, seed: 63) {
            for q in Self.orders {
                let number = try #require(hillNumber(table, order: q))
                #expect(isClose(hillNumber(table + table, order: q), 2 * number), "order \(q) of \(table)")
            }
        }
    }

    @Test func isSmoothWhereTheComputationChanges() throws {
        for table in Tables.random(100, seed: 64) {
            for q in [0.9, 1, 1.1] {
                let below = try #require(hillNumber(table, order: q.nextDown))
                let above = try #require(hillNumber(table, order: q.nextUp))
                #expect(isClose(below, above), "order \(q) of \(table)")
                #expect(isClose(below, hillNumber(table, order: q)), "order \(q) of \(table)")
            }
        }
    }

    @Test func anOrderBelowZeroHasNoValue() {
        #expect(hillNumber([1, 2], order: -1) == nil)
        #expect(hillNumber([1, 2], order: -0.001) == nil)
        #expect(hillNumber([1, 2], order: -.infinity) == nil)
        #expect(hillNumber([1, 2], order: .nan) == nil)
        #expect(hillNumber([1, 2], order: -0.0) == 2)
    }
}
