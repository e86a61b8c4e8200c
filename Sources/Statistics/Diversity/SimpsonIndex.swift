/// Simpson's index of diversity of the weights: the probability that two draws fall into different categories, 0 to 1 −
/// 1/S.
///
/// 1 − Σ p², the Gini-Simpson index, 1 − HHI, of shares as a population, with replacement. Zeros change nothing.
///
/// `nil` if there are no weights, if one is negative, infinite or NaN, or if all are zero. The order of the weights
/// does not matter. Cost: n log n.
///
/// Source: E. H. Simpson, "Measurement of diversity", Nature 163 (1949) 688.
public func simpsonIndex(_ weights: [Double]) -> Double? {
    guard let sorted = SortedWeights(weights) else { return nil }
    // p·(1 − p), the last factor as what the others have: 1 − p would lose its digits for the largest.
    var sum = CompensatedSum(sorted.values.dropLast().map { $0 * (sorted.total - $0) })
    sum.add(sorted.largest * sorted.totalBelowLargest)
    return sum.value / (sorted.total * sorted.total)
}
