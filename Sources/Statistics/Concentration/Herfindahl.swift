/// The Herfindahl-Hirschman index of the weights: the sum of the squared shares, from 1/(number of categories) to 1.
///
/// HHI = Σ p², with p = x / Σx between 0 and 1 (not in per cent, where it would run to 10,000). It is the probability
/// that two draws fall into the same category; 1 − HHI is Simpson's index of diversity and 1/HHI the Hill number of
/// order 2. Zeros change nothing.
///
/// `nil` if there are no weights, if one is negative, infinite or NaN, or if all are zero. The order of the weights
/// does not matter. Cost: n log n.
///
/// Source: A. O. Hirschman, "The paternity of an index", American Economic Review 54 (1964) 761-762.
public func herfindahl(_ weights: [Double]) -> Double? {
    guard let sorted = SortedWeights(weights) else { return nil }
    let squares = CompensatedSum(sorted.values.lazy.map { $0 * $0 }).value
    return squares / (sorted.total * sorted.total)
}
