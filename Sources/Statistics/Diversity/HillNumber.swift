import Foundation

/// The Hill number of order `q`: how many equal categories would be as diverse as the weights, from 1 to S.
///
/// D = (Σ p^q)^(1/(1 − q)) over the shares p = x / Σx above 0; S is their number. Zeros are not categories and change
/// nothing. The greater the order, the less rare categories count, so D falls with q:
/// - q = 0: S, the number of categories;
/// - q = 1, as a limit: exp(H), with H the Shannon entropy in nats (the effective number of categories);
/// - q = 2: 1 / HHI;
/// - q = ∞: 1 / (largest share).
///
/// `nil` if `q` is negative or NaN, if there are no weights, if one is negative, infinite or NaN, or if all are zero.
/// The order of the weights does not matter. Cost: n log n, one power for each weight.
///
/// Source: M. O. Hill, "Diversity and evenness: a unifying notation and its consequences", Ecology 54 (1973) 427-432.
public func hillNumber(_ weights: [Double], order q: Double) -> Double? {
    guard q >= 0, let sorted = SortedWeights(weights) else { return nil }
    let number = exp(sorted.renyiEntropy(order: q))
    // Rounding alone could carry the number out of its range.
    let categories = Double(sorted.positiveCount)
    return q == 0 ? categories : min(max(number, 1), categories)
}
