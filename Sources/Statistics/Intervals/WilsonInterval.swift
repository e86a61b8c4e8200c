/// Wilson's score interval for a proportion, given `successes` of `trials`.
///
/// The bounds are the proportions π for which (p − π)² = z²·π(1 − π)/n, with p = k/n and z the two-sided normal
/// quantile of `level`. They lie between 0 and 1; the low one is exactly 0 for no success, the high one exactly 1 for
/// no failure. There is no continuity correction. The counts may be fractions, as fractional counting gives them. The
/// trials are taken to be independent: where samples come in clusters (one source, one document) the interval is too
/// narrow.
///
/// `nil` unless 0 ≤ `successes` ≤ `trials`, `trials` > 0 and finite, and 0 < `level` < 1.
///
/// Source: E. B. Wilson, "Probable inference, the law of succession, and statistical inference", Journal of the
/// American Statistical Association 22 (1927) 209-212.
public func wilsonInterval(
    successes: Double, trials: Double, level: Double = 0.95
) -> (low: Double, high: Double)? {
    guard successes >= 0, successes <= trials, trials > 0, trials.isFinite, level > 0, level < 1 else { return nil }
    // The upper quantile by its small probability: 1 − (1 − level)/2 would round near 1.
    guard let lowerQuantile = normalQuantile((1 - level) / 2) else { return nil }
    let z = -lowerQuantile
    let proportion = successes / trials
    let centre = successes + z * z / 2
    let halfWidth = z * (successes * ((trials - successes) / trials) + z * z / 4).squareRoot()
    // Both bounds solve one quadratic equation. The low one as centre − halfWidth would cancel to nothing where
    // successes are few; by the product of the roots it keeps all its digits.
    let low = successes == 0 ? 0 : successes * proportion / (centre + halfWidth)
    let high = successes == trials ? 1 : (centre + halfWidth) / (trials + z * z)
    // Rounding alone could carry a bound past the proportion at a very low level, or past 1.
    return (min(low, proportion), min(max(high, proportion), 1))
}
