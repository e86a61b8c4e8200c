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
    guard let shares = PairedShares(p, q), zip(p, q).allSatisfy({ $0 == 0 || $1 > 0 }) else { return nil }
    // With q − p added, which sums to 0, each term is a deviance: none is negative, and near p = q nothing cancels.
    let terms = shares.rows.map { row in
        guard row.p > 0, row.q < 0x1p-960 else {
            return row.q > 0 ? deviance(row.p, mean: row.q, difference: row.difference) : 0
        }
        // So small a share has lost digits, or is 0; its logarithm has not.
        return row.p * (log(row.p) - row.logQ) - row.difference
    }
    return CompensatedSum(terms).value
}
