import Foundation
import TestSupport
import Testing

@testable import Statistics

/// Relations between measures of inequality, and their special cases.
@Suite struct InequalityTests {
    @Test func theKnownTable() {
        let weights: [Double] = [0, 10, 10, 30, 50]
        #expect(isClose(giniCorrected(weights), 0.6))
        #expect(isClose(theilT(weights), log(5) - 1.1682824501765625))
        #expect(isClose(theilT(weights, zeros: .leftOut), log(4) - 1.1682824501765625))
        #expect(theilL(weights) == nil)
        #expect(isClose(herfindahlNormalized(weights), (0.36 - 0.2) / 0.8))
        #expect(isClose(simpsonIndex(weights), 0.64))
    }

    @Test func theilIsWhatEntropyLacks() throws {
        for table in Tables.random(300, seed: 41) {
            let entropy = try #require(shannonEntropy(table))
            #expect(isClose(theilT(table), log(Double(table.count)) - entropy, absolute: 1e-13))
        }
    }

    /// T of all units is the mean of the groups' T, weighted by their totals, and T of the groups' means.
    @Test func theilComesApartIntoGroups() throws {
        for table in Tables.random(300, seed: 42) where table.count > 3 {
            let groups = [Array(table.prefix(table.count / 3)), Array(table.dropFirst(table.count / 3))]
            guard groups.allSatisfy({ $0.contains { $0 > 0 } }) else { continue }
            let total = table.reduce(0, +)
            let within = try groups.map { try #require(theilT($0)) * $0.reduce(0, +) / total }.reduce(0, +)
            let means = groups.flatMap { group in group.map { _ in group.reduce(0, +) / Double(group.count) } }
            #expect(isClose(theilT(table), within + (try #require(theilT(means))), relative: 1e-10, absolute: 1e-12))
        }
    }

    @Test func atkinsonOfOneIsTheilsL() {
        for table in Tables.random(300, seed: 43) {
            let positive = table.filter { $0 > 0 }
            #expect(isClose(atkinson(positive, aversion: 1), theilL(positive).map { -expm1(-$0) }, absolute: 1e-14))
            #expect(
                isClose(
                    atkinson(positive, aversion: 1), atkinson(positive, aversion: 1 + 1e-9), relative: 1e-6,
                    absolute: 1e-12))
        }
    }

    @Test func atkinsonGrowsWithTheAversion() throws {
        for table in Tables.random(200, seed: 44) {
            var before = 0.0
            for aversion in [0, 0.25, 0.5, 0.999, 1, 1.001, 1.5, 2, 5, 20, 300] {
                let index = try #require(atkinson(table, aversion: aversion))
                #expect(index >= before - 1e-12 && index <= 1, "\(aversion) of \(table)")
                before = index
            }
        }
        #expect(atkinson([1, 2], aversion: -1) == nil)
        #expect(atkinson([1, 2], aversion: .infinity) == nil)
        #expect(atkinson([0, 2], aversion: 1) == 1)
    }

    @Test func variationIsThatOfHerfindahl() throws {
        for table in Tables.random(300, seed: 45) {
            let index = try #require(herfindahl(table))
            let variation = try #require(coefficientOfVariation(table))
            #expect(isClose(variation * variation, Double(table.count) * index - 1, absolute: 1e-12))
            if table.count > 1 {
                let scaled = (Double(table.count) * index - 1) / Double(table.count - 1)
                #expect(isClose(herfindahlNormalized(table), scaled, absolute: 1e-13))
            }
        }
    }

    @Test func giniIsTheAreaAboveTheLorenzCurve() throws {
        for table in Tables.random(300, seed: 46) {
            let points = try #require(LorenzCurve(table)).points
            #expect(points.first?.total == 0 && points.last?.total == 1)
            let area = zip(points, points.dropFirst()).reduce(0) { area, pair in
                area + (pair.1.units - pair.0.units) * (pair.0.total + pair.1.total) / 2
            }
            #expect(isClose(gini(table), 1 - 2 * area, absolute: 1e-12))
        }
    }

    @Test func theLorenzCurveIsStraightBetweenItsPoints() throws {
        let curve = try #require(LorenzCurve([1, 3]))
        #expect(curve.shares == [0, 0.25, 1])
        #expect(curve.share(ofPoorest: 0.5) == 0.25)
        #expect(curve.share(ofPoorest: 0.25) == 0.125)
        #expect(curve.share(ofPoorest: 1) == 1)
        #expect(curve.share(ofPoorest: 1.5) == nil && curve.share(ofPoorest: .nan) == nil)
    }

    @Test func equalUnitsHaveNoInequality() throws {
        for count in [1, 2, 3, 7, 49] {
            let equal = [Double](repeating: 0.1, count: count)
            #expect(theilT(equal) == 0 && theilL(equal) == 0)
            #expect(coefficientOfVariation(equal).map { $0 < 1e-8 } == true)
            #expect(atkinson(equal, aversion: 0.5) == 0)
            #expect(ZipfFit(equal)?.exponent == (count > 1 ? 0 : nil))
        }
    }

    @Test func aUniverseAddsZeros() {
        let weights: [Double] = [1, 2, 3]
        #expect(inUniverse(weights, of: 5) == [1, 2, 3, 0, 0])
        #expect(inUniverse(weights, of: 3) == weights)
        for size in [2, 3.5, -1, .nan, .infinity, 1e9] { #expect(inUniverse(weights, of: size) == nil) }
        #expect(inUniverse(weights, of: 249).flatMap(gini) == gini(weights + [Double](repeating: 0, count: 246)))
    }

    @Test func aSingleUnitHasNoCorrectedIndex() {
        #expect(giniCorrected([5]) == nil)
        #expect(herfindahlNormalized([5]) == nil)
        #expect(giniCorrected([5, 0]) == 1)
        #expect(herfindahlNormalized([5, 0]) == 1)
    }

    @Test func zipfsLawIsFound() throws {
        for exponent in [0.5, 1, 1.75, 3] {
            let counts = (1...500).map { pow(Double($0), -exponent) }
            #expect(isClose(ZipfFit(counts)?.exponent, exponent, relative: 1e-10))
        }
        // Two categories: their ratio is 2 to the exponent.
        #expect(isClose(ZipfFit([12, 3])?.exponent, 2, relative: 1e-12))
        #expect(ZipfFit([5, 0]) == nil)
    }

    @Test func representationComparesShares() throws {
        let twice = try #require(Representation(Share(20, of: 100), reference: Share(1, of: 10)))
        #expect(isClose(twice.ratio, 2) && twice.log2Ratio == 1)
        let none = try #require(Representation(Share(0, of: 100), reference: Share(1, of: 10)))
        #expect(none.ratio == 0 && none.log2Ratio == nil)
        #expect(none.interval()?.low == 0)
        #expect(Representation(Share(1, of: 2), reference: Share(0, of: 10)) == nil)
        #expect(Representation(Share(3, of: 2), reference: Share(1, of: 10)) == nil)
    }
}
