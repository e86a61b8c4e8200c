import Foundation

/// Zipf's law fitted to rank and frequency: of all samples, the category of rank r has the share r^(−s)/Σ i^(−s), i =
/// 1…S.
///
/// The exponent s is that of greatest multinomial likelihood over the S categories observed, ranked by their own
/// counts: the one at which the mean of ln r is that of the counts. 0 where all categories are equal; about 1 is Zipf's
/// own law. It is a line through the ranks weighted by samples, so the great categories decide; a least-squares line on
/// logarithms would weigh the rare ones as much. Since the ranks come from the same counts, s is a little too great
/// where counts are small.
///
/// Source: H. Bauke, "Parameter estimation for power-law distributions by maximum likelihood methods", European
/// Physical Journal B 58 (2007) 167-173; M. L. Goldstein, S. A. Morris and G. G. Yen, ibid. 41 (2004) 255-258.
public struct ZipfFit: Sendable {
    /// s, 0 or more.
    public let exponent: Double
    /// The standard error of s by the curvature of the likelihood, where the weights are counts of independent samples.
    public let standardError: Double

    /// Fits the weights; zeros are not categories and change nothing.
    ///
    /// `nil` where fewer than two weights are above 0, or one is negative, infinite or NaN.
    /// The order of the weights does not matter. Cost: about 20 powers for each weight.
    public init?(_ weights: [Double]) {
        guard let sorted = SortedWeights(weights.filter { $0 != 0 }), sorted.positiveCount > 1 else { return nil }
        let logRanks = (1...sorted.positiveCount).map { log(Double($0)) }
        let target = CompensatedSum(zip(sorted.values.reversed(), logRanks).lazy.map { $0 * $1 }).value / sorted.total
        let nearEquality = NearEquality(sorted, logRanks: logRanks)
        // Mean and variance of ln r under the law with an exponent.
        func moments(_ exponent: Double) -> (mean: Double, variance: Double) {
            let shares = logRanks.map { exp(-exponent * $0) }
            let total = CompensatedSum(shares).value
            let mean = CompensatedSum(zip(shares, logRanks).lazy.map { $0 * $1 }).value / total
            let squares = CompensatedSum(zip(shares, logRanks).lazy.map { $0 * ($1 - mean) * ($1 - mean) }).value
            return (mean, squares / total)
        }
        func excess(_ exponent: Double) -> Double {
            nearEquality.contains(exponent) ? nearEquality.excess(exponent) : moments(exponent).mean - target
        }
        if excess(0) <= 0 {
            exponent = 0
        } else {
            var bound = 1.0
            while bound < 4096, excess(bound) > 0 { bound *= 2 }
            guard let root = bracketedRoot(from: 0, to: bound, excess) else { return nil }
            exponent = root
        }
        // The samples are the total over the scale, which alone may be out of range.
        standardError = sorted.scale.squareRoot() / (sorted.total * moments(exponent).variance).squareRoot()
    }
}

/// The equation of the fit for an exponent near 0, where the mean of ln r under the law and that of the counts agree in
/// so many digits that their difference has none.
private struct NearEquality {
    /// ln r less its mean over the ranks.
    private let centred: [Double]
    /// The mean of `centred` by the counts, 0 or less.
    private let target: Double

    init(_ weights: SortedWeights, logRanks: [Double]) {
        let mean = CompensatedSum(logRanks).value / Double(logRanks.count)
        centred = logRanks.map { $0 - mean }
        // Counts less their mean do as well, since `centred` sums to 0, and have the digits that matter.
        let terms = zip(weights.values.reversed(), centred).map { weights.aboveMean($0) * $1 }
        target = CompensatedSum(terms).value / weights.total
    }

    /// Whether the powers of the ranks are so near to each other that the difference of the means loses two digits or
    /// more.
    func contains(_ exponent: Double) -> Bool { exponent * (centred.last ?? 0) < 0x1p-6 }

    /// The mean of `centred` under the law, less the target: Σ c·e^(−s·c) = Σ c·(e^(−s·c) − 1), where no two terms
    /// cancel.
    func excess(_ exponent: Double) -> Double {
        let weighted = CompensatedSum(centred.lazy.map { $0 * expm1(-exponent * $0) }).value
        return weighted / CompensatedSum(centred.lazy.map { exp(-exponent * $0) }).value - target
    }
}
