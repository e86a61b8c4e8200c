/// The Shannon entropy of the weights in nats: 0 where one category has everything, ln S where S categories are equal.
///
/// H = −Σ p·ln p over the shares p = x / Σx above 0. Zeros are not categories and change nothing. Divide by ln 2 for
/// bits. It is the plug-in value, without a correction for unseen categories.
///
/// `nil` if there are no weights, if one is negative, infinite or NaN, or if all are zero. The order of the weights
/// does not matter. Cost: n log n.
///
/// Source: C. E. Shannon, "A mathematical theory of communication", Bell System Technical Journal 27 (1948) 379-423.
public func shannonEntropy(_ weights: [Double]) -> Double? {
    SortedWeights(weights)?.shannonEntropy
}

extension SortedWeights {
    /// −Σ p·ln p over the positive shares, in nats.
    var shannonEntropy: Double {
        sumOverShares { share, logShare in -share * logShare }
    }
}
