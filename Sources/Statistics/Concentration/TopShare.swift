/// The share of the total that the `k` largest weights hold, above 0 and at most 1: the concentration ratio CRₖ.
///
/// With fewer than `k` weights it is 1. Ties at the k-th place do not matter, nor do zeros.
///
/// `nil` if `k` is below 1, if there are no weights, if one is negative, infinite or NaN, or if all are zero. The order
/// of the weights does not matter. Cost: n log n.
public func topShare(_ weights: [Double], k: Int) -> Double? {
    guard k >= 1, let sorted = SortedWeights(weights) else { return nil }
    return CompensatedSum(sorted.values.suffix(k)).value / sorted.total
}
