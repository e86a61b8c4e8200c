import Foundation

/// Pielou's evenness J of the weights: their entropy as a share of the greatest possible, 1 where all categories are
/// equal.
///
/// J = H / ln S, with H the Shannon entropy and S the number of weights above 0. Zeros are not categories and change
/// nothing, unlike in `gini`.
///
/// `nil` where fewer than two weights are above 0 (ln S would be 0), or where one is negative, infinite or NaN.
/// The order of the weights does not matter. Cost: n log n.
///
/// Source: E. C. Pielou, "The measurement of diversity in different types of biological collections", Journal of
/// Theoretical Biology 13 (1966) 131-144.
public func pielouEvenness(_ weights: [Double]) -> Double? {
    guard let sorted = SortedWeights(weights), sorted.positiveCount > 1 else { return nil }
    // Rounding alone could carry the quotient past 1.
    return min(1, sorted.shannonEntropy / log(Double(sorted.positiveCount)))
}
