import Foundation

/// Shannon's entropy in nats with the Miller-Madow correction for what a sample of `n` misses of it.
///
/// H + (S − 1)/(2n), with H the plug-in entropy and S the number of categories seen. It takes out the bias of order
/// 1/n; where many categories are unseen it is still too low (see `chaoShen`).
///
/// `nil` by the rules of `WholeCounts`: counts must be whole. Cost: n log n.
///
/// Source: G. A. Miller, "Note on the bias of information estimates", in H. Quastler (ed.), Information Theory in
/// Psychology (1955) 95-100.
public func millerMadow(_ counts: [Double]) -> Double? {
    guard let whole = WholeCounts(counts), let entropy = shannonEntropy(whole.counts) else { return nil }
    return entropy + (whole.categories - 1) / (2 * whole.total)
}

/// Shannon's entropy in nats estimated with what a sample has not seen, after Chao and Shen.
///
/// −Σ C·p·ln(C·p)/(1 − (1 − C·p)^n) over the categories seen: the shares p = x/n are shrunk by the coverage C = 1 −
/// f₁/n that Good and Turing estimate, and each term is divided by the probability to have been seen (Horvitz and
/// Thompson). Where all categories were seen once, C would be 0: then f₁ is taken as n − 1.
///
/// `nil` by the rules of `WholeCounts`: counts must be whole. Cost: n log n.
///
/// Source: A. Chao and T.-J. Shen, "Nonparametric estimation of Shannon's index of diversity when there are unseen
/// species in sample", Environmental and Ecological Statistics 10 (2003) 429-443.
public func chaoShen(_ counts: [Double]) -> Double? {
    guard let whole = WholeCounts(counts) else { return nil }
    let n = whole.total
    let unseen = min(whole.singletons, n - 1)
    let terms = whole.counts.map { count in
        let share = (n - unseen) / n * (count / n)
        // Near 1 a share has lost the digits that its logarithm is made of; what it lacks of 1 still has them.
        let logShare = log1p(-unseen / n) + (2 * count > n ? log1p((count - n) / n) : log(count / n))
        return -share * logShare / -expm1(n * log1p(-share))
    }
    return CompensatedSum(terms).value
}
