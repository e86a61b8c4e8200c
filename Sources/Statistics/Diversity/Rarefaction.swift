import Foundation

/// How many categories a part of the samples would have shown: the mean over all ways to draw `size` of them.
///
/// Σ (1 − C(n − x, m)/C(n, m)), exact, without replacement, with m the size. It lets corpora of different size be
/// compared at the size of the smallest. 0 for no sample, 1 for one, S for all.
///
/// `nil` by the rules of `WholeCounts`: counts must be whole; unless `size` is whole and 0 ≤ `size` ≤ n. Cost: n log n.
///
/// Source: S. H. Hurlbert, "The nonconcept of species diversity: a critique and alternative parameters", Ecology 52
/// (1971) 577-586.
public func rarefiedRichness(_ counts: [Double], size: Double) -> Double? {
    guard let whole = WholeCounts(counts), size >= 0, size <= whole.total, size.rounded() == size else { return nil }
    return whole.richness(of: size)
}

extension WholeCounts {
    /// The mean number of categories in `size` of the samples.
    func richness(of size: Double) -> Double {
        let seen = counts.map { -expm1(logProbabilityOfNone(marked: $0, drawn: size, total: total)) }
        return CompensatedSum(seen).value
    }
}

/// ln(C(N − x, m)/C(N, m)): the logarithm of the probability that m draws out of N without replacement meet none of the
/// x marked ones. Symmetric in x and m; −∞ where x + m > N.
///
/// Relative error about 1e-13 for N up to 2^53. Differences of log-gammas would lose all digits there: Stirling's
/// formula is ordered such that its great parts cancel on paper.
func logProbabilityOfNone(marked x: Double, drawn m: Double, total n: Double) -> Double {
    // In one order, so that both give the same digits.
    let (x, m) = (min(x, m), max(x, m))
    let left = n - x - m
    guard left >= 0 else { return -.infinity }
    if x <= 16 {
        return CompensatedSum((0..<Int(x)).lazy.map { log1p(-m / (n - Double($0))) }).value
    }
    let (b, c) = (n - x, n - m)
    guard left > 16 else { return logGamma(b + 1) - logGamma(left + 1) - logGamma(n + 1) + logGamma(c + 1) }
    let corrections = stirlingError(b) - stirlingError(left) - stirlingError(n) + stirlingError(c)
    return -(n + 0.5) * log1p(-x / b * (m / c)) + x * log1p(-m / b) + m * log1p(-x / c) + corrections
}
