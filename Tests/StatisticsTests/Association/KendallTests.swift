import TestSupport
import Testing

@testable import Statistics

@Suite struct KendallTests {
    /// Over all pairs.
    private func naive(_ x: [Double], _ y: [Double]) -> Double? {
        var (concordance, untiedX, untiedY) = (0.0, 0.0, 0.0)
        for i in x.indices {
            for j in 0..<i {
                concordance += (x[i] - x[j]).signum * (y[i] - y[j]).signum
                untiedX += x[i] == x[j] ? 0 : 1
                untiedY += y[i] == y[j] ? 0 : 1
            }
        }
        return untiedX * untiedY > 0 ? concordance / (untiedX * untiedY).squareRoot() : nil
    }

    @Test func isTheSumOverAllPairs() {
        for count in 0...4 {
            for x in Tables.all(count: count, upTo: 2) {
                for y in Tables.all(count: count, upTo: 2) { #expect(isClose(kendall(x, y), naive(x, y)), "\(x) \(y)") }
            }
        }
        for (x, y) in Tables.randomPairs(300, seed: 91) { #expect(isClose(kendall(x, y), naive(x, y)), "\(x) \(y)") }
    }

    @Test func weightsAreRepetitions() {
        var generator = SeededGenerator(seed: 92)
        for (x, y) in Tables.randomPairs(200, seed: 93) {
            let weights = x.map { _ in Double(Int.random(in: 0...4, using: &generator)) }
            func repeated(_ column: [Double]) -> [Double] {
                zip(column, weights).flatMap { Array(repeating: $0, count: Int($1)) }
            }
            let (longX, longY) = (repeated(x), repeated(y))
            #expect(isClose(kendall(x, y, weights: weights), kendall(longX, longY), absolute: 1e-14))
            #expect(isClose(pearson(x, y, weights: weights), pearson(longX, longY), absolute: 1e-13))
            #expect(isClose(spearman(x, y, weights: weights), spearman(longX, longY), absolute: 1e-13))
        }
    }

    @Test func hasNoValueOutsideTheRules() {
        for (x, y): ([Double], [Double]) in [
            ([], []), ([1], [1]), ([1, 1], [1, 2]), ([1, 2], [3, 3]), ([1, 2], [1]), ([1, .nan], [1, 2]),
            ([1, .infinity], [1, 2]),
        ] {
            #expect(kendall(x, y) == nil && kendallProbability(x, y) == nil)
            #expect(pearsonProbability(x, y) == nil && spearmanProbability(x, y) == nil)
        }
        #expect(kendall([1, 2], [1, 2], weights: [1, -1]) == nil)
        #expect(pearson([1, 2], [1, 2], weights: [1, .nan]) == nil)
        #expect(pearson([1, 2], [1, 2], weights: [1, 0]) == nil)
        #expect(spearman([1, 2], [1, 2], weights: [1]) == nil)
    }

    /// With n rows in perfect order only two of n! orders are as extreme.
    @Test func perfectOrderHasTheLeastProbability() {
        let x = (1...7).map(Double.init)
        for y in [x, x.reversed().map { $0 }] {
            #expect(isClose(kendallProbability(x, y), 2.0 / 5_040))
            #expect(isClose(spearmanProbability(x, y), 2.0 / 5_040))
            #expect(isClose(pearsonProbability(x, y), 2.0 / 5_040))
        }
    }

    /// The two exact ways agree where both can be gone: without ties, by inversions and by all orders.
    @Test func inversionsAndPermutationsAgree() {
        var generator = SeededGenerator(seed: 94)
        let x = (1...7).map(Double.init)
        for _ in 0..<3 {
            let y = x.shuffled(using: &generator)
            // Of 21 pairs: C − D is a whole number.
            func concordance(_ y: [Double]) -> Int128 { Int128(((naive(x, y) ?? 0) * 21).rounded()) }
            let share = permutationShare(of: y) { order, place in
                place < 6 ? 0 : concordance(order.map { y[$0] })
            } holds: {
                abs($1) >= abs(concordance(y))
            }
            #expect(isClose(kendallProbability(x, y), share, relative: 1e-12))
        }
    }

    @Test func manyRowsAreRanked() {
        let x = (0..<30_000).map { Double($0 * 7_919 % 100_003) }
        #expect(kendall(x, x) == 1)
        #expect(kendall(x, x.map { -$0 }) == -1)
    }
}

extension Double {
    fileprivate var signum: Double { self > 0 ? 1 : self < 0 ? -1 : 0 }
}
