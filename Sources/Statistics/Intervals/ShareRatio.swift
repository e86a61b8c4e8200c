/// The ratio of two shares (k₁/n₁)/(k₂/n₂), 0 or more.
///
/// `nil` unless 0 ≤ k ≤ n and n > 0, finite, for both, and if the second share is 0.
public func shareRatio(_ first: Share, _ second: Share) -> Double? {
    guard first.isValid, second.isValid, second.successes > 0 else { return nil }
    return ScaledQuotient([first.successes, second.trials], over: [first.trials, second.successes]).value
}

/// An interval for the ratio of two shares of independent samples, recovered from Wilson's intervals of the two
/// (MOVER-R): what Newcombe's interval is for their difference.
///
/// With the bounds (l, u) of each share p the bounds of the ratio are
/// (p₁p₂ ∓ √(p₁²p₂² − b₁·b₂·(2p₁ − b₁)·(2p₂ − b₂))) / (b₂·(2p₂ − b₂)), where b₁, b₂ are l₁, u₂ for the low bound and
/// u₁, l₂ for the high one. The low bound is 0 where the first share is. The high one is `nil`, without bound, where
/// the second share is 0; the low one still holds then.
///
/// `nil` unless 0 ≤ k ≤ n and n > 0, finite, for both, and 0 < `level` < 1.
///
/// Source: A. Donner and G. Y. Zou, "Closed-form confidence intervals for functions of the normal mean and standard
/// deviation", Statistical Methods in Medical Research 21 (2012) 347-359; with Wilson's bounds M. W. Fagerland and
/// R. G. Newcombe, Statistics in Medicine 32 (2013) 2823-2836.
public func shareRatioInterval(
    _ first: Share, _ second: Share, level: Double = 0.95
) -> (low: Double, high: Double?)? {
    guard first.isValid, second.isValid, let one = first.wilson(level: level), let two = second.wilson(level: level)
    else { return nil }
    let product = first.value * second.value
    func root(_ bound1: Double, _ bound2: Double) -> Double {
        let reflected = (2 * first.value - bound1) * (2 * second.value - bound2)
        return max(product * product - bound1 * bound2 * reflected, 0).squareRoot()
    }
    // The formula times the conjugate of its numerator: it cannot cancel, and holds where 2p₂ = u₂.
    let low = one.low == 0 ? 0 : one.low * (2 * first.value - one.low) / (product + root(one.low, two.high))
    guard two.low > 0 else { return (low, nil) }
    return (low, (product + root(one.high, two.low)) / (two.low * (2 * second.value - two.low)))
}
