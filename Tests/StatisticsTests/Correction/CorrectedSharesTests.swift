import TestSupport
import Testing

@testable import Statistics

@Suite struct CorrectedSharesTests {
    private typealias GoldRow = (stratum: String, tag: String, label: String, count: Double)
    private typealias CorpusRow = (stratum: String, tag: String, count: Double)

    /// With one stratum and two values it is Rogan and Gladen's share.
    @Test func twoValues() throws {
        let gold: [GoldRow] = [
            ("", "yes", "yes", 80), ("", "no", "yes", 20), ("", "yes", "no", 30), ("", "no", "no", 170),
        ]
        let shares = try CorrectedShares(
            StratifiedGold(gold: gold, corpus: [("", "yes", 300), ("", "no", 700)]))
        let table = try #require(
            GoldTable(truePositives: 80, falsePositives: 30, falseNegatives: 20, trueNegatives: 170))
        #expect(shares.values.map(\.label) == ["no", "yes"])
        #expect(isClose(shares.values[1].corrected, roganGladen(Share(300, of: 1_000), table), relative: 1e-12))
        #expect(isClose(shares.values[0].corrected, 1 - shares.values[1].corrected, relative: 1e-12))
        #expect(shares.values.map(\.raw) == [0.7, 0.3])
        // The variance of Rogan and Gladen: with probabilities of tags in place of those of labels the same formula.
        let (p, se, sp) = (0.3, 0.8, 0.85)
        let corrected = shares.values[1].corrected
        let variance =
            (p * (1 - p) / 1_000 + corrected * corrected * se * (1 - se) / 100
                + (1 - corrected) * (1 - corrected) * sp * (1 - sp) / 200) / ((se + sp - 1) * (se + sp - 1))
        #expect(isClose(shares.values[1].standardError, variance.squareRoot(), relative: 0.005))
    }

    @Test func aPerfectTaggerChangesNothing() throws {
        let labels = ["a", "b", "c"]
        let shares = try CorrectedShares(
            StratifiedGold(
                gold: labels.map { ("s", $0, $0, 10) }, corpus: [("s", "a", 50), ("s", "b", 30), ("s", "c", 20)]))
        for (value, share) in zip(shares.values, [0.5, 0.3, 0.2]) {
            #expect(isClose(value.corrected, share, relative: 1e-12) && value.raw == share && !value.isClipped)
        }
    }

    /// Where the strata are the tags themselves, the correction is the share of labels among each tag.
    @Test func strataByTag() throws {
        let gold: [GoldRow] = [
            ("x", "x", "x", 40), ("x", "x", "y", 10), ("y", "y", "y", 30), ("y", "y", "x", 3), ("y", "y", "z", 7),
            ("z", "z", "z", 20),
        ]
        let corpus: [CorpusRow] = [("x", "x", 1_000), ("y", "y", 5_000), ("z", "z", 250)]
        let shares = try CorrectedShares(StratifiedGold(gold: gold, corpus: corpus))
        // Of 1,000 tagged x 0.8 and 0.2 are x and y, and so on.
        let expected: [Double] = [1_175 / 6_250, 3_950 / 6_250, 1_125 / 6_250]
        for (value, share) in zip(shares.values, expected) { #expect(isClose(value.corrected, share, relative: 1e-10)) }
    }

    /// A tag that no sample of a small slice has made its labels inseparable.
    @Test func aTagThatNoSampleHas() throws {
        let gold: [GoldRow] = [("", "a", "a", 70), ("", "b", "a", 30), ("", "a", "b", 20), ("", "b", "b", 80)]
        let none = try CorrectedShares(StratifiedGold(gold: gold, corpus: [("", "b", 40)]))
        // A' θ = (0, 1) has θ = (-0.4, 1.4): outside of 0 to 1.
        #expect(none.values.map(\.corrected) == [0, 1] && none.values.allSatisfy(\.isClipped))
        #expect(none.values.map(\.raw) == [0, 1])
        let perfect = try CorrectedShares(
            StratifiedGold(gold: [("", "a", "a", 5), ("", "b", "b", 5), ("", "c", "c", 5)], corpus: [("", "b", 9)]))
        for (value, share) in zip(perfect.values, [0.0, 1, 0]) {
            #expect(isClose(value.corrected, share, relative: 1e-12, absolute: 1e-12))
        }
        let intervals = try #require(none.intervals())
        #expect(intervals.allSatisfy { $0.low <= $0.high && $0.low >= 0 && $0.high <= 1 })
    }

    /// Tags that are no label, such as values outside the vocabulary: exact where the shares are those of the model.
    @Test func moreTagsThanLabels() throws {
        let gold: [GoldRow] = [
            ("", "a", "a", 70), ("", "b", "a", 20), ("", "outside", "a", 10), ("", "a", "b", 10), ("", "b", "b", 80),
            ("", "outside", "b", 10),
        ]
        // 0.4 of label a and 0.6 of label b.
        let shares = try CorrectedShares(
            StratifiedGold(gold: gold, corpus: [("", "a", 340), ("", "b", 560), ("", "outside", 100)]))
        #expect(shares.values.map(\.label) == ["a", "b"])
        #expect(isClose(shares.values[0].corrected, 0.4, relative: 1e-10))
        #expect(isClose(shares.values[0].corrected + shares.values[1].corrected, 1, relative: 1e-12))
    }

    @Test func whatCannotBeCorrected() throws {
        let gold: [GoldRow] = [("s", "a", "a", 1), ("s", "b", "b", 1)]
        #expect(throws: CorrectionError.noGold) { try StratifiedGold(gold: [], corpus: [("s", "a", 1)]) }
        #expect(throws: CorrectionError.noCorpus) { try StratifiedGold(gold: gold, corpus: [("s", "a", 0)]) }
        #expect(throws: CorrectionError.stratumWithoutGold("t")) {
            try StratifiedGold(gold: gold, corpus: [("s", "a", 1), ("t", "a", 1)])
        }
        #expect(throws: CorrectionError.notSeparated) {
            try CorrectedShares(
                StratifiedGold(gold: [("s", "a", "a", 5), ("s", "a", "b", 5)], corpus: [("s", "a", 9)]))
        }
        for error: CorrectionError in [.noGold, .noCorpus, .stratumWithoutGold("x"), .notSeparated] {
            #expect(error.description.contains(": "))
        }
        let shares = try CorrectedShares(StratifiedGold(gold: gold, corpus: [("s", "a", 1), ("s", "b", 1)]))
        #expect(shares.intervals(level: 1) == nil)
    }

    /// A small count of what `make intervals` does: three values, two strata drawn at different rates.
    @Test func coverage() throws {
        let probabilities = [[0.8, 0.1, 0.1], [0.15, 0.7, 0.15], [0.05, 0.05, 0.9]]
        struct Stratum {
            let size: Double
            let shares: [Double]
        }
        let strata = [Stratum(size: 8_000, shares: [0.5, 0.3, 0.2]), Stratum(size: 2_000, shares: [0.2, 0.3, 0.5])]
        let names = ["a", "b", "c"]
        var generator = Philox(seed: 18, stream: 2)
        var covered = [0, 0, 0]
        for _ in 0..<400 {
            var (gold, corpus) = ([GoldRow](), [CorpusRow]())
            for (number, stratum) in strata.enumerated() {
                let cells = (0..<9).map { (cell: Int) -> Double in
                    stratum.shares[cell / 3] * probabilities[cell / 3][cell % 3]
                }
                for (cell, count) in generator.nextMultinomial(trials: 200, shares: cells).enumerated() {
                    gold.append(("\(number)", names[cell % 3], names[cell / 3], count))
                }
                let tags = (0..<3).map { (tag: Int) -> Double in cells[tag] + cells[tag + 3] + cells[tag + 6] }
                for (tag, count) in generator.nextMultinomial(trials: stratum.size, shares: tags).enumerated() {
                    corpus.append(("\(number)", names[tag], count))
                }
            }
            let shares = try CorrectedShares(StratifiedGold(gold: gold, corpus: corpus))
            for (value, bounds) in (shares.intervals() ?? []).enumerated() {
                let truth = strata.map { $0.size / 10_000 * $0.shares[value] }.reduce(0, +)
                if bounds.low <= truth && truth <= bounds.high { covered[value] += 1 }
            }
        }
        for count in covered { #expect((0.91...0.985).contains(Double(count) / 400), "\(covered)") }
    }
}
