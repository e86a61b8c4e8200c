/// The total variation distance of two groups, from 0 to 1: the share of samples that would have to change category to
/// make one group's shares the other's.
///
/// TV = ½·Σ |p − q|, also known as the index of dissimilarity.
///
/// `nil` by the rules of `PairedShares`.
///
/// Source: O. D. Duncan and B. Duncan, "A methodological analysis of segregation indexes", American Sociological Review
/// 20 (1955) 210-217.
public func totalVariation(_ p: [Double], _ q: [Double]) -> Double? {
    PairedShares(p, q).map { min($0.sum { _, _, difference in abs(difference) } / 2, 1) }
}
