import Foundation
import TestSupport
import Testing

@testable import Statistics

@Suite struct PhiloxTests {
    /// numpy 2.4.6: Philox(key=seed, counter=[0, stream, 0, 0]).random_raw(5).
    @Test func theStreamsAreNumpys() {
        for (seed, stream, expected) in Self.known {
            var generator = Philox(seed: seed, stream: stream)
            #expect(expected.map { _ in generator.next() } == expected, "\(seed) \(stream)")
        }
    }

    private static let known: [(UInt64, UInt64, [UInt64])] = [
        (0, 0, [0x02F4BA6408E4D89B, 0x3DD62B0B9CA8C5B2, 0x1C8667A55D902E79, 0x907D7A052FD5B4DC, 0x809BF322883987C3]),
        (1, 0, [0x4DB6A27B756282DF, 0xD944FA03BABE0E2F, 0x27F872E577060D32, 0x07F697696A0482A2, 0xE677FE4BBD0452EC]),
        (1, 1, [0x5BAD640D1D8C1C0C, 0x4D7ADC667141A3AA, 0xD30B33C123AA38CD, 0x44A14DC3D979EB35, 0x900F48EE7FBECB1C]),
        (
            13808, 9999,
            [0x87AB5B90D8936088, 0x17BA946A1B8380E2, 0x63051EADEE4F2FFF, 0xC69C8BBDE9EDB744, 0x7E4F839A2C75B8B0]
        ),
        (
            9007199254740992, 1099511627776,
            [0x75BF2BD229D5D1C7, 0x5DD4A23A11C16903, 0x574966B8C6A1059E, 0xB40B79A0AAD66C71, 0x35BF0787FB3F4218]
        ),
    ]

    /// Pearson's chi-square of many draws against the binomial probabilities, by each of the two methods.
    @Test(arguments: [(5.0, 0.3), (40, 0.1), (1_000, 0.009), (60, 0.5), (100, 0.35), (5_000, 0.02), (1_000, 0.97)])
    func binomialDrawsHaveTheirDistribution(_ trials: Double, _ probability: Double) {
        var generator = Philox(seed: 11, stream: UInt64(trials))
        let draws = 40_000
        var seen: [Double: Double] = [:]
        for _ in 0..<draws {
            let count = generator.nextBinomial(trials: trials, part: probability, rest: 1 - probability)
            #expect(count >= 0 && count <= trials && count.rounded() == count)
            seen[count, default: 0] += 1
        }
        var (statistic, cells, rest, restSeen) = (0.0, 0.0, 0.0, 0.0)
        for count in stride(from: 0, through: trials, by: 1) {
            let chosen = lgamma(trials + 1) - lgamma(count + 1) - lgamma(trials - count + 1)
            let expected =
                Double(draws) * exp(chosen + count * log(probability) + (trials - count) * log1p(-probability))
            let found = seen[count, default: 0]
            if expected < 10 {
                rest += expected
                restSeen += found
            } else {
                statistic += (found - expected) * (found - expected) / expected
                cells += 1
            }
        }
        if rest > 0.5 {
            statistic += (restSeen - rest) * (restSeen - rest) / rest
            cells += 1
        }
        let tail = chiSquareUpper(statistic, degrees: cells - 1)
        #expect(tail > 1e-4, "\(trials) \(probability): \(tail)")
    }

    @Test func greatBinomialDrawsHaveTheirMeanAndVariance() {
        var generator = Philox(seed: 12, stream: 0)
        for (trials, probability) in [(1e12, 0.25), (1e9, 1e-3), (1e12, 1e-11), (5e15, 0.5)] {
            let draws = (0..<20_000).map { _ in
                generator.nextBinomial(trials: trials, part: probability, rest: 1 - probability)
            }
            let variance = trials * probability * (1 - probability)
            let mean = draws.reduce(0, +) / 20_000
            let spread = draws.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / 20_000
            #expect(abs(mean - trials * probability) < 4 * (variance / 20_000).squareRoot())
            #expect(abs(spread / variance - 1) < 0.05)
        }
    }

    @Test func theEndsOfABinomialDraw() {
        var generator = Philox(seed: 13, stream: 0)
        #expect(generator.nextBinomial(trials: 0, part: 1, rest: 1) == 0)
        #expect(generator.nextBinomial(trials: 9, part: 0, rest: 1) == 0)
        #expect(generator.nextBinomial(trials: 9, part: 1, rest: 0) == 9)
        #expect((0..<1_000).allSatisfy { _ in (0..<7).contains(generator.nextIndex(below: 7)) })
        #expect((0..<1_000).allSatisfy { _ in (0x1p-60..<1).contains(generator.nextUniform()) })
    }
}
