import Foundation

/// Atkinson's index of the weights for an aversion ε to inequality: 0 where all units are equal, towards 1 where few
/// have all.
///
/// A = 1 − ((1/n)·Σ (x/μ)^(1 − ε))^(1/(1 − ε)), and 1 − (Π x)^(1/n)/μ for ε = 1: the share of the total that equality
/// would let go without loss of welfare. The greater ε, the more the poorest count; ε = 0 gives 0. Zeros are units: for
/// ε ≥ 1 one zero makes the index 1.
///
/// `nil` unless 0 ≤ ε < ∞, if there are no weights, if one is negative, infinite or NaN, or if all are zero. The order
/// of the weights does not matter. Cost: n log n, one power for each weight.
///
/// Source: A. B. Atkinson, "On the measurement of inequality", Journal of Economic Theory 2 (1970) 244-263.
public func atkinson(_ weights: [Double], aversion: Double) -> Double? {
    guard aversion >= 0, aversion.isFinite, let sorted = SortedWeights(weights) else { return nil }
    let least = sorted.values[0]
    let logLeast = sorted.logarithm(at: 0) - log(sorted.mean)
    let (count, mean) = (sorted.count, sorted.mean)
    let exponent = 1 - aversion
    if logLeast == -.infinity && aversion >= 1 { return 1 }
    // The logarithm of the mean to which all units would be brought, relative to the mean they have.
    let logarithm: Double
    if exponent == 0 {
        logarithm = -sorted.logarithmicDeviations / sorted.total
    } else if exponent * logLeast > 1 {
        // Powers of the smallest units may leave the range of doubles; powers of ratios to them do not.
        let powers = CompensatedSum(
            sorted.values.indices.lazy.map { index in
                sorted.isExact(at: 0)
                    ? pow(sorted.values[index] / least, exponent)
                    : exp(exponent * (sorted.logarithm(at: index) - sorted.logarithm(at: 0)))
            }
        ).value
        logarithm = logLeast + log(powers / count) / exponent
    } else {
        let terms = sorted.values.indices.lazy.map { index in
            let distance = sorted.aboveMean(sorted.values[index]) / mean
            return sorted.isExact(at: index)
                ? powerBeyondLinear(sorted.values[index] / mean, distance, exponent)
                : expm1(exponent * (sorted.logarithm(at: index) - log(mean))) - exponent * distance
        }
        logarithm = log1p(CompensatedSum(terms).value / count) / exponent
    }
    return min(max(-expm1(logarithm), 0), 1)
}

/// r^c − 1 − c·d for the ratio r = 1 + d of a unit to the mean, with all its digits near r = 1 and near c = 0. The last
/// part sums to 0 over all units.
private func powerBeyondLinear(_ ratio: Double, _ distance: Double, _ c: Double) -> Double {
    guard abs(distance) * max(1, abs(c)) < 0.05 else { return expm1(c * log(ratio)) - c * distance }
    var term = c * distance
    var sum = 0.0
    for order in 2..<16 {
        term *= (c - Double(order - 1)) / Double(order) * distance
        sum += term
    }
    return sum
}
