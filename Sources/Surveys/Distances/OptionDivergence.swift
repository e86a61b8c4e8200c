import Foundation

/// How far two distributions over the options of a question are from each other.
///
/// The functions take weights, not shares, and allocate nothing: a bootstrap calls them millions of times. They agree
/// with those of `Statistics` to the last digits.
enum OptionDivergence {
    /// The Jensen-Shannon divergence in bits, from 0 to 1: ½·Σ p·log₂(p/m) + ½·Σ q·log₂(q/m), m = (p + q)/2.
    ///
    /// Source: J. Lin, IEEE Transactions on Information Theory 37 (1991) 145-151.
    static func jensenShannon(_ first: ArraySlice<Double>, _ second: ArraySlice<Double>) -> Double {
        var sum = 0.0
        forEachPair(first, second) { p, q in
            // Equal shares have no logarithm to lose digits in.
            guard p != q else { return }
            let middle = (p + q) / 2
            if p > 0 { sum += p * log2(p / middle) }
            if q > 0 { sum += q * log2(q / middle) }
        }
        return min(max(sum / 2, 0), 1)
    }

    /// Half the sum of the absolute differences of the shares, from 0 to 1.
    static func totalVariation(_ first: ArraySlice<Double>, _ second: ArraySlice<Double>) -> Double {
        var sum = 0.0
        forEachPair(first, second) { sum += abs($0 - $1) }
        return min(sum / 2, 1)
    }

    /// The Wasserstein distance of order 1, in points of the scale: the area between the distribution functions.
    ///
    /// Source: C. L. Mallows, Annals of Mathematical Statistics 43 (1972) 508-515.
    ///
    /// - Parameters:
    ///   - codes: the codes, as many as weights.
    ///   - order: the positions of the codes in ascending order.
    static func wasserstein(
        _ first: ArraySlice<Double>, _ second: ArraySlice<Double>, codes: [Int32], order: [Int]
    ) -> Double {
        let (totalFirst, totalSecond) = (total(first), total(second))
        var (below, area) = (0.0, 0.0)
        for (index, position) in order.enumerated().dropLast() {
            below +=
                first[first.startIndex + position] / totalFirst - second[second.startIndex + position] / totalSecond
            area += abs(below) * Double(codes[order[index + 1]] - codes[position])
        }
        return area
    }

    static func total(_ weights: ArraySlice<Double>) -> Double { weights.reduce(0, +) }

    private static func forEachPair(
        _ first: ArraySlice<Double>, _ second: ArraySlice<Double>, _ body: (Double, Double) -> Void
    ) {
        let (totalFirst, totalSecond) = (total(first), total(second))
        for (p, q) in zip(first, second) { body(p / totalFirst, q / totalSecond) }
    }
}
