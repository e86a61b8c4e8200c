/// Clopper and Pearson's "exact" interval for a proportion, given `successes` of `trials`.
///
/// The bounds are the proportions at which the binomial probability of so many successes or more, and of so many or
/// fewer, is (1 − level)/2: quantiles of the beta distributions B(k, n − k + 1) and B(k + 1, n − k). The low bound is 0
/// for no success, the high one 1 for no failure. It covers the proportion at least as often as `level` says, mostly
/// more often; Wilson's interval is shorter. The counts may be fractions.
///
/// `nil` unless 0 ≤ `successes` ≤ `trials`, `trials` > 0 and finite, and 0 < `level` < 1.
///
/// Source: C. J. Clopper and E. S. Pearson, "The use of confidence or fiducial limits illustrated in the case of the
/// binomial", Biometrika 26 (1934) 404-413.
public func clopperPearsonInterval(
    successes: Double, trials: Double, level: Double = 0.95
) -> (low: Double, high: Double)? {
    guard successes >= 0, successes <= trials, trials > 0, trials.isFinite, level > 0, level < 1 else { return nil }
    let tail = (1 - level) / 2
    let failures = trials - successes
    let low = successes == 0 ? 0 : betaQuantile(lowerTail: tail, successes, failures + 1)
    let high = failures == 0 ? 1 : betaQuantile(upperTail: tail, successes + 1, failures)
    guard let low, let high else { return nil }
    return (low, high)
}
