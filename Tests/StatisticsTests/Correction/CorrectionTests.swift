import TestSupport
import Testing

@testable import Statistics

@Suite struct CorrectionTests {
    private let golden: AgreementGolden

    init() throws { golden = try AgreementGolden.read() }

    private func gold(_ tp: Double, _ fp: Double, _ fn: Double, _ tn: Double) throws -> GoldTable {
        try #require(GoldTable(truePositives: tp, falsePositives: fp, falseNegatives: fn, trueNegatives: tn))
    }

    /// Against ppi-python, and Lang and Reiczigel's formula: see Golden/make_agreement.py.
    @Test func sharesOfOneValue() throws {
        for golden in golden.corrections {
            let counts = golden.counts
            #expect(isClose(try scalar("rogan_gladen", counts).number, golden.rogan_gladen, relative: 1e-12))
            #expect(isClose(try scalar("rogan_gladen_low", counts).number, golden.low, relative: 1e-11))
            #expect(isClose(try scalar("rogan_gladen_high", counts + [0.95]).number, golden.high, relative: 1e-11))
            let powered = try #require(
                PredictionPoweredShare(
                    Share(counts[0], of: counts[1]), gold(counts[2], counts[3], counts[4], counts[5])))
            #expect(isClose(powered.mean.estimate, golden.ppi, relative: 1e-12))
            let interval = powered.mean.interval()
            #expect(isClose(interval?.low, golden.ppi_low, relative: 1e-10, absolute: 1e-12))
            #expect(isClose(interval?.high, golden.ppi_high, relative: 1e-10, absolute: 1e-12))
            #expect(try scalar("ppi_share", counts).number == powered.estimate)
            #expect(try scalar("ppi_lambda", counts).number == powered.mean.lambda)
            #expect(try scalar("ppi_share_low", counts).number == powered.interval()?.low)
            #expect(try scalar("ppi_share_high", counts + [0.95]).number == powered.interval()?.high)
        }
    }

    @Test func means() throws {
        for golden in golden.means {
            let mean = try #require(
                PredictionPoweredMean(labels: golden.labels, given: golden.given, others: golden.others))
            #expect(isClose(mean.estimate, golden.estimate, relative: 1e-12))
            #expect(isClose(mean.interval(level: 0.9)?.low, golden.low, relative: 1e-10))
            #expect(isClose(mean.interval(level: 0.9)?.high, golden.high, relative: 1e-10))
            #expect((0...1).contains(mean.lambda))
        }
        #expect(PredictionPoweredMean(labels: [], given: [], others: [1]) == nil)
        #expect(PredictionPoweredMean(labels: [1], given: [1, 2], others: [1]) == nil)
        #expect(PredictionPoweredMean(labels: [1], given: [1], others: []) == nil)
        #expect(PredictionPoweredMean(labels: [.nan], given: [1], others: [1]) == nil)
        #expect(PredictionPoweredMean(labels: [1, 2], given: [1, 2], others: [1])?.interval(level: 1) == nil)
    }

    /// A share from counts is the mean of zeros and ones.
    @Test func aShareIsAMean() throws {
        var generator = SeededGenerator(seed: 6)
        for _ in 0..<100 {
            let cells = (0..<4).map { _ in Int.random(in: 0...20, using: &generator) }
            let others = (Int.random(in: 0...40, using: &generator), Int.random(in: 1...40, using: &generator))
            guard cells.reduce(0, +) > 0 else { continue }
            func column(_ values: [Double]) -> [Double] {
                zip(values, cells).flatMap { [Double](repeating: $0, count: $1) }
            }
            let mean = try #require(
                PredictionPoweredMean(
                    labels: column([1, 0, 1, 0]), given: column([1, 1, 0, 0]),
                    others: [Double](repeating: 1, count: others.0) + [Double](repeating: 0, count: others.1)))
            let share = try #require(
                PredictionPoweredShare(
                    Share(Double(others.0), of: Double(others.0 + others.1)),
                    gold(Double(cells[0]), Double(cells[1]), Double(cells[2]), Double(cells[3]))))
            #expect(isClose(share.mean.estimate, mean.estimate, relative: 1e-11, absolute: 1e-13))
            #expect(isClose(share.mean.lambda, mean.lambda, relative: 1e-11, absolute: 1e-13))
            #expect(isClose(share.mean.standardError, mean.standardError, relative: 1e-9, absolute: 1e-12))
            let interval = try #require(share.interval())
            #expect(0 <= interval.low && interval.low <= share.estimate && share.estimate <= interval.high)
            #expect(interval.high <= 1)
        }
    }

    @Test func aPerfectTaggerChangesNothing() throws {
        let gold = try gold(200, 0, 0, 300)
        #expect(roganGladen(Share(130, of: 1_000), gold) == 0.13)
        let interval = try #require(roganGladenInterval(Share(130, of: 1_000), gold))
        #expect(interval.low < 0.13 && 0.13 < interval.high)
    }

    @Test func whatCannotBeCorrected() throws {
        let chance = try gold(5, 5, 5, 5)
        #expect(roganGladen(Share(1, of: 2), chance) == nil && roganGladenInterval(Share(1, of: 2), chance) == nil)
        #expect(roganGladen(Share(1, of: 2), try gold(5, 0, 1, 0)) == nil)
        #expect(roganGladen(Share(1, of: 2), try gold(0, 1, 0, 5)) == nil)
        #expect(roganGladen(Share(3, of: 2), try gold(9, 1, 1, 9)) == nil)
        #expect(roganGladenInterval(Share(1, of: 2), try gold(9, 1, 1, 9), level: 1) == nil)
        #expect(PredictionPoweredShare(Share(1, of: 0), try gold(9, 1, 1, 9)) == nil)
        #expect(PredictionPoweredShare(Share(1, of: 2), try gold(9, 1, 1, 9))?.interval(level: 0) == nil)
        #expect(GoldTable(truePositives: 0, falsePositives: 0, falseNegatives: 0, trueNegatives: 0) == nil)
        #expect(GoldTable(truePositives: -1, falsePositives: 1, falseNegatives: 1, trueNegatives: 1) == nil)
        #expect(try scalar("rogan_gladen", [1, 2, 5, 5, 5, 5]) == nil)
        #expect(try scalar("ppi_share", [1, 2, 0, 0, 0, 0]) == nil)
    }

    /// A small count of what `make intervals` does.
    @Test func coverage() throws {
        var generator = Philox(seed: 18, stream: 1)
        for (share, sensitivity, specificity) in [(0.2, 0.6, 0.9), (0.3, 0.8, 0.95), (0.5, 0.99, 0.9)] {
            var (byMatrix, byPower) = (0, 0)
            for _ in 0..<600 {
                let cells = [
                    share * sensitivity, (1 - share) * (1 - specificity), share * (1 - sensitivity),
                    (1 - share) * specificity,
                ]
                let drawn = generator.nextMultinomial(trials: 400, shares: cells)
                let given = Share(
                    generator.nextBinomial(
                        trials: 10_000, part: cells[0] + cells[1], rest: cells[2] + cells[3]), of: 10_000)
                let gold = try gold(drawn[0], drawn[1], drawn[2], drawn[3])
                if let interval = roganGladenInterval(given, gold), interval.low <= share, share <= interval.high {
                    byMatrix += 1
                }
                if let interval = PredictionPoweredShare(given, gold)?.interval(), interval.low <= share,
                    share <= interval.high
                {
                    byPower += 1
                }
            }
            #expect((0.92...0.985).contains(Double(byMatrix) / 600), "\(sensitivity): \(byMatrix)")
            #expect((0.92...0.985).contains(Double(byPower) / 600), "\(sensitivity): \(byPower)")
        }
    }
}
