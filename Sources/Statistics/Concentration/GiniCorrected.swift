/// The Gini coefficient with the small-sample correction n/(n − 1): 0 where all are equal, 1 where one has everything.
///
/// G·n/(n − 1) over the n units given, zeros included. It is the estimate for a larger population from which the units
/// are a sample, and makes different numbers of units comparable; over a whole universe use `gini`.
///
/// `nil` if `gini` is, and for a single unit. Cost: n log n.
///
/// Source: G. Deltas, "The small-sample bias of the Gini coefficient", Review of Economics and Statistics 85 (2003)
/// 226-234.
public func giniCorrected(_ weights: [Double]) -> Double? {
    guard weights.count > 1 else { return nil }
    let count = Double(weights.count)
    return gini(weights).map { min($0 * count / (count - 1), 1) }
}
