import Foundation

/// The difference of two shares k₁/n₁ − k₂/n₂, from −1 to 1.
///
/// `nil` unless 0 ≤ k ≤ n and n > 0, finite, for both.
public func shareDifference(_ first: Share, _ second: Share) -> Double? {
    guard first.isValid, second.isValid else { return nil }
    return first.value - second.value
}

/// Newcombe's hybrid score interval for the difference of two shares of independent samples.
///
/// With Wilson's bounds (l, u) of each share p: d − √((p₁ − l₁)² + (u₂ − p₂)²) and d + √((u₁ − p₁)² + (p₂ − l₂)²), d =
/// p₁ − p₂. It stays within −1 and 1 and is right for small counts and for shares of 0 and 1, where the plain normal
/// interval fails.
///
/// `nil` if `shareDifference` is, or unless 0 < `level` < 1.
///
/// Source: R. G. Newcombe, "Interval estimation for the difference between independent proportions: comparison of
/// eleven methods", Statistics in Medicine 17 (1998) 873-890, method 10.
public func shareDifferenceInterval(
    _ first: Share, _ second: Share, level: Double = 0.95
) -> (low: Double, high: Double)? {
    guard let difference = shareDifference(first, second), let one = first.wilson(level: level),
        let two = second.wilson(level: level)
    else { return nil }
    let below = hypot(first.value - one.low, two.high - second.value)
    let above = hypot(one.high - first.value, second.value - two.low)
    return (max(difference - below, -1), min(difference + above, 1))
}

/// The probability of a difference of two shares at least as great, on either side, where both are the same: the score
/// test with pooled variance, whose square is Pearson's chi-square of the 2 × 2 table, without continuity correction.
///
/// `nil` if `shareDifference` is, or if both shares are 0 or both are 1. Normal approximation: for expected counts
/// below about 5 it is rough.
///
/// Source: K. Pearson, Philosophical Magazine 50 (1900) 157-175.
public func shareDifferenceProbability(_ first: Share, _ second: Share) -> Double? {
    guard let difference = shareDifference(first, second) else { return nil }
    let trials = first.trials + second.trials
    let successes = first.successes + second.successes
    let variance = successes / trials * ((trials - successes) / trials) * (1 / first.trials + 1 / second.trials)
    return variance > 0 ? normalTwoSided(difference / variance.squareRoot()) : nil
}
