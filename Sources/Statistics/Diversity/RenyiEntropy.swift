import Foundation

/// Rényi's entropy of order `q` of the weights in nats, from 0 to ln S: the logarithm of the Hill number of that order.
///
/// H = ln(Σ p^q)/(1 − q) over the shares p = x / Σx above 0; Shannon's entropy in the limit q = 1, −ln of the largest
/// share for q = ∞. Zeros are not categories and change nothing. Divide by ln 2 for bits.
///
/// `nil` if `q` is negative or NaN, if there are no weights, if one is negative, infinite or NaN, or if all are zero.
/// The order of the weights does not matter. Cost: n log n, one power for each weight.
///
/// Source: A. Rényi, "On measures of entropy and information", Proceedings of the Fourth Berkeley Symposium on
/// Mathematical Statistics and Probability 1 (1961) 547-561.
public func renyiEntropy(_ weights: [Double], order q: Double) -> Double? {
    guard q >= 0, let sorted = SortedWeights(weights) else { return nil }
    let greatest = log(Double(sorted.positiveCount))
    return q == 0 ? greatest : min(max(sorted.renyiEntropy(order: q), 0), greatest)
}

extension SortedWeights {
    /// The logarithm of the Hill number of order `q`, from 0 up to infinity.
    func renyiEntropy(order q: Double) -> Double {
        if q == 1 { return shannonEntropy }
        if q == .infinity { return -logLargestShare }
        if abs(q - 1) < 0.1 {
            // Σ p^q is so near 1 that its logarithm, divided by 1 − q, would keep few digits: sum its distance from 1.
            let distance = sumOverShares { share, logShare in share * expm1((q - 1) * logShare) }
            return log1p(distance) / (1 - q)
        }
        // Powers of shares run out of range for great orders; powers of ratios to the largest weight do not matter
        // then. The power of the largest is 1, which would swallow those of much smaller ones.
        let powers = CompensatedSum(
            values.indices.suffix(positiveCount).dropLast().lazy.map { index in
                isExact(at: index)
                    ? pow(values[index] / largest, q) : exp(q * (logarithm(at: index) - log(largest)))
            }
        ).value
        return q / (1 - q) * logLargestShare + log1p(powers) / (1 - q)
    }
}
