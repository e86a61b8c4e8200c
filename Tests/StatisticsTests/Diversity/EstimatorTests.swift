import Foundation
import TestSupport
import Testing

@testable import Statistics

@Suite struct EstimatorTests {
    private static let tables: [[Double]] = {
        var generator = SeededGenerator(seed: 61)
        return (0..<100).map { _ in
            (0...Int.random(in: 1...12, using: &generator)).map { _ in Double(Int.random(in: 0...6, using: &generator))
            } + [1]
        }
    }()

    /// Over all ways to draw, for tables small enough to try them.
    @Test func rarefactionIsTheMeanOverAllDraws() {
        for counts: [Double] in [[3, 1], [2, 2, 1], [4, 1, 1], [1, 1, 1, 1], [0, 5, 2]] {
            let samples = counts.enumerated().flatMap { Array(repeating: $0.offset, count: Int($0.element)) }
            for size in 0...samples.count {
                var sum = 0
                var draws = 0
                for chosen in 0..<(1 << samples.count) where chosen.nonzeroBitCount == size {
                    sum += Set(samples.indices.filter { chosen >> $0 & 1 == 1 }.map { samples[$0] }).count
                    draws += 1
                }
                #expect(
                    isClose(rarefiedRichness(counts, size: Double(size)), Double(sum) / Double(draws), relative: 1e-13))
            }
        }
    }

    @Test func rarefactionRisesToAllCategories() throws {
        for counts in Self.tables {
            let total = Int(counts.reduce(0, +))
            var before = -1.0
            for size in 0...total {
                let richness = try #require(rarefiedRichness(counts, size: Double(size)))
                #expect(richness > before)
                before = richness
            }
            #expect(isClose(before, Double(counts.count { $0 > 0 })))
            #expect(rarefiedRichness(counts, size: 1).map { isClose($0, 1) } == true)
            #expect(rarefiedRichness(counts, size: Double(total + 1)) == nil)
        }
        #expect(rarefiedRichness([3, 4], size: 1.5) == nil)
        #expect(rarefiedRichness([3, 4], size: -1) == nil)
    }

    @Test func greatCountsKeepTheirDigits() {
        // Two draws: 1 + the probability that they differ.
        let counts = [4e11, 3e11, 2e11, 1e11]
        let pairs = 1e12 * (1e12 - 1)
        let same = counts.reduce(0) { $0 + $1 * ($1 - 1) } / pairs
        #expect(isClose(rarefiedRichness(counts, size: 2), 2 - same, relative: 1e-14))
        // A rare category among many: about m·x/N.
        let rare = logProbabilityOfNone(marked: 1_000, drawn: 1_000, total: 1e12)
        #expect(isClose(rare, -1e-6, relative: 2e-9))
        #expect(logProbabilityOfNone(marked: 5, drawn: 6, total: 10) == -.infinity)
        #expect(logProbabilityOfNone(marked: 0, drawn: 6, total: 10) == 0)
    }

    @Test func theProbabilityOfNoneIsSymmetricAcrossItsMethods() {
        var generator = SeededGenerator(seed: 62)
        for _ in 0..<500 {
            let total = Double(Int.random(in: 40...5_000, using: &generator))
            let marked = Double(Int.random(in: 0...Int(total), using: &generator))
            let drawn = Double(Int.random(in: 0...Int(total), using: &generator))
            let found = logProbabilityOfNone(marked: marked, drawn: drawn, total: total)
            #expect(found == logProbabilityOfNone(marked: drawn, drawn: marked, total: total))
            guard marked + drawn <= total else { continue }
            let product = (0..<Int(drawn)).reduce(0.0) { $0 + log1p(-marked / (total - Double($1))) }
            #expect(isClose(found, product, relative: 1e-11, absolute: 1e-13), "\(marked) \(drawn) \(total)")
        }
    }

    @Test func richnessAtCoverageMeetsWhatWasSeen() throws {
        for counts in Self.tables {
            let coverage = try #require(sampleCoverage(counts))
            #expect(coverage >= 0 && coverage <= 1)
            guard coverage > 0 else { continue }
            #expect(isClose(richness(counts, atCoverage: coverage), Double(counts.count { $0 > 0 }), relative: 1e-9))
            let before = try #require(richness(counts, atCoverage: coverage * 0.9))
            #expect(before <= Double(counts.count { $0 > 0 }) + 1e-9)
        }
        #expect(richness([3, 4], atCoverage: 0) == nil)
        #expect(richness([3, 4], atCoverage: 1.1) == nil)
        #expect(richness([3, 4], atCoverage: 1) == 2)
        // Too far beyond the sample.
        #expect(richness([1, 1, 1, 2], atCoverage: 0.999) == nil)
    }

    @Test func knownEstimates() {
        // S = 4, f₁ = 2, f₂ = 1.
        #expect(chao1([1, 1, 2, 5]) == 4.5)
        #expect(isClose(sampleCoverage([1, 1, 2, 5]), 1 - 2.0 / 9 * (16.0 / 18)))
        #expect(isClose(millerMadow([1, 1, 2, 5]), shannonEntropy([1, 1, 2, 5]).map { $0 + 3.0 / 18 }))
        #expect(chaoShen([7]) == 0)
        #expect(chao1([3, 3]) == 2)
        #expect(chao1Interval([3, 3])?.low == 2 && chao1Interval([3, 3])?.high ?? 0 > 2)
        // scikit-bio's chao1_ci.
        #expect(abs((chao1Interval([6, 2])?.high ?? 0) - 2.4159282851265917) < 1e-12)
    }

    @Test func countsMustBeWhole() {
        for counts: [Double] in [[], [0], [1.5, 2], [-1, 2], [.nan], [.infinity], [0x1p53, 1]] {
            #expect(chao1(counts) == nil && chao1Interval(counts) == nil && millerMadow(counts) == nil)
            #expect(chaoShen(counts) == nil && sampleCoverage(counts) == nil)
            #expect(rarefiedRichness(counts, size: 1) == nil && richness(counts, atCoverage: 0.5) == nil)
        }
    }

    @Test func renyiIsTheLogarithmOfHill() {
        for table in Tables.random(100, seed: 63) {
            for order in [0, 0.5, 1, 1.01, 2, 30, .infinity] {
                #expect(isClose(renyiEntropy(table, order: order), hillNumber(table, order: order).map { log($0) }))
            }
        }
        #expect(renyiEntropy([1, 2], order: -1) == nil)
    }
}
