import Foundation

/// Atkinson's index of the weights for an aversion ε to inequality: 0 where all units are equal, towards 1 where few have all.
///
/// A = 1 − ((1/n)·Σ (x/μ)^(1 − ε))^(1/(1 − ε)), and 1 − (Π x)^(1/n)/μ for ε = 1: the share of the total that equality would let
/// go without loss of welfare. The greater ε, the more the poorest count; ε = 0 gives 0. Zeros are units: for ε ≥ 1 one zero
/// makes the index 1.
///
/// `nil` unless 0 ≤ ε < ∞, where there are no weights, where one is negative, infinite or NaN, or where all are zero.
/// The order of the weights does not matter. Cost: n log n, one power for each weight.
///
/// Source: A. B. Atkinson, "On the measurement of inequality", Journal of Economic Theory 2 (1970) 244-263.
public func atkinson(_ weights: [Double], aversion: Double) -> Double? {
    guard aversion >= 0, aversion.isFinite, let sorted = SortedWeights(weights) else { return nil }
    let least = sorted.values[0]
    let count = Double(sorted.values.count)
    let mean = sorted.total / count
    let exponent = 1 - aversion
    if least == 0 && aversion >= 1 { return 1 }
    // The logarithm of the mean to which all units would be brought, relative to the mean they have.
    let logarithm: Double
    if exponent == 0 {
        logarithm = -CompensatedSum(sorted.values.lazy.map { deviance(mean, mean: $0) }).value / sorted.total
    } else if exponent * log(least / mean) > 1 {
        // Powers of the poorest may run out of range; of ratios to them they do not.
        let powers = CompensatedSum(sorted.values.lazy.map { pow($0 / least, exponent) }).value
        logarithm = log(least / mean) + log(powers / count) / exponent
    } else {
        let excess = CompensatedSum(sorted.values.lazy.map { powerBeyondLinear(($0 - mean) / mean, exponent) }).value
        logarithm = log1p(excess / count) / exponent
    }
    return min(max(-expm1(logarithm), 0), 1)
}

/// (1 + d)^c − 1 − c·d, with all its digits near d = 0. Over units with mean distance d = 0 the last part sums to 0.
private func powerBeyondLinear(_ distance: Double, _ c: Double) -> Double {
    guard abs(distance) * max(1, abs(c)) < 0.05 else { return pow(1 + distance, c) - 1 - c * distance }
    var term = c * distance
    var sum = 0.0
    for order in 2..<16 {
        term *= (c - Double(order - 1)) / Double(order) * distance
        sum += term
    }
    return sum
}
