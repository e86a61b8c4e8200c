import Foundation

/// The Jensen-Shannon divergence of two groups in nats: 0 where their shares are equal, ln 2 where they have no
/// category in common.
///
/// JSD = ½·Σ p·ln(p/m) + ½·Σ q·ln(q/m) with m = (p + q)/2. It is symmetric, and has a value where a group lacks
/// categories, unlike `kullbackLeibler`. Divide by ln 2 for bits, 0 to 1.
///
/// `nil` by the rules of `PairedShares`.
///
/// Source: J. Lin, "Divergence measures based on the Shannon entropy", IEEE Transactions on Information Theory 37
/// (1991) 145-151.
public func jensenShannon(_ p: [Double], _ q: [Double]) -> Double? {
    PairedShares(p, q).map { shares in
        let sum = shares.sum { p, q, difference in
            // Twice the terms: half of the least double would be 0.
            deviance(2 * p, mean: p + q, difference: difference) + deviance(2 * q, mean: p + q, difference: -difference)
        }
        return min(max(sum / 4, 0), log(2))
    }
}

/// The Jensen-Shannon distance of two groups: the square root of their divergence in bits, from 0 to 1. It is a metric.
///
/// `nil` by the rules of `PairedShares`.
///
/// Source: D. M. Endres and J. E. Schindelin, "A new metric for probability distributions", IEEE Transactions on
/// Information Theory 49 (2003) 1858-1860.
public func jensenShannonDistance(_ p: [Double], _ q: [Double]) -> Double? {
    jensenShannon(p, q).map { min(($0 / log(2)).squareRoot(), 1) }
}
