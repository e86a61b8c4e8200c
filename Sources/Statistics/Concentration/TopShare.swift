/// The share of the total that the `k` largest weights hold, above 0 and at most 1: the concentration ratio CRₖ.
///
/// With fewer than `k` weights it is 1. Ties at the k-th place do not matter, nor do zeros.
///
/// `nil` where `k` is below 1, where there are no weights, where one is negative, infinite or NaN, or where all are
/// zero. The order of the weights does not matter. Cost: n log n.
public func topShare(_ weights: [Double], k: Int) -> Double? {
    guard k >= 1, let sorted = SortedWeights(weights) else { return nil }
    return CompensatedSum(sorted.values.suffix(k)).value / sorted.total
}
