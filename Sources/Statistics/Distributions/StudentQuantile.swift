/// The value t that Student's t with `degrees` degrees of freedom stays within, on both sides, with probability
/// `level`: `0.95` and 10 give 2.228.
///
/// Infinite degrees give the normal quantile. Relative error about 1e-13. `nil` unless 0 < `level` < 1 and
/// `degrees` > 0.
///
/// t² = ν·y/(1 − y), with y the quantile of the beta distribution B(1/2, ν/2) whose upper tail is 1 − level.
///
/// Source: M. Abramowitz and I. A. Stegun, "Handbook of Mathematical Functions" (1964), 26.7.1.
public func studentQuantile(level: Double, degrees: Double) -> Double? {
    guard level > 0, level < 1, degrees > 0 else { return nil }
    if degrees.isInfinite || degrees > 1e12 { return normalQuantile((1 - level) / 2).map { -$0 } }
    guard let y = betaQuantile(upperTail: 1 - level, 0.5, degrees / 2), y < 1 else { return nil }
    return (degrees * y / (1 - y)).squareRoot()
}

/// The probability that Student's t with `degrees` > 0 degrees of freedom is at least as far from 0 as `t`, on either
/// side.
public func studentTwoSided(_ t: Double, degrees: Double) -> Double {
    if degrees.isInfinite { return normalTwoSided(t) }
    // Both parts as quotients, so that neither overflows for a great t.
    let ratio = abs(t) / degrees.squareRoot()
    if ratio.isInfinite { return 0 }
    let (explained, unexplained): (Double, Double)
    if ratio > 1 {
        let inverse = 1 / ratio
        unexplained = inverse * inverse / (1 + inverse * inverse)
        explained = 1 / (1 + inverse * inverse)
    } else {
        explained = ratio * ratio / (1 + ratio * ratio)
        unexplained = 1 / (1 + ratio * ratio)
    }
    return studentTwoSided(explained: explained, unexplained: unexplained, degrees: degrees)
}

/// The probability that an F variable with `above` and `below` degrees of freedom is at least `x`.
///
/// Source: M. Abramowitz and I. A. Stegun, "Handbook of Mathematical Functions" (1964), 26.6.2.
func fUpper(_ x: Double, above: Double, below: Double) -> Double {
    guard x > 0 else { return 1 }
    let ratio = above * x / below
    if ratio.isInfinite { return 0 }
    return regularizedBeta(x: 1 / (1 + ratio), complement: ratio / (1 + ratio), below / 2, above / 2).lower
}
