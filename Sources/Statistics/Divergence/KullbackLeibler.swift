import Foundation

/// The Kullback-Leibler divergence of a group with shares p from one with shares q, in nats: 0 where they are equal.
///
/// KL = Σ p·ln(p/q). It is not symmetric. A category that the second group lacks and the first has makes it infinite:
/// there is no value then. Divide by ln 2 for bits.
///
/// `nil` by the rules of `PairedShares`, and where it is infinite.
///
/// Source: S. Kullback and R. A. Leibler, "On information and sufficiency", Annals of Mathematical Statistics 22 (1951)
/// 79-86.
public func kullbackLeibler(_ p: [Double], _ q: [Double]) -> Double? {
    guard let shares = PairedShares(p, q), shares.rows.allSatisfy({ $0.p == 0 || $0.q > 0 }) else { return nil }
    // With q − p added, which sums to 0, each term is a deviance: none is negative, and near p = q nothing cancels.
    return shares.sum { p, q, difference in q > 0 ? deviance(p, mean: q, difference: difference) : 0 }
}
