import Foundation

/// The point x at which a tail of the beta distribution with parameters a, b > 0 has the probability `p`, 0 < p < 1.
///
/// Relative error about 1e-14, also where x is near 0. `nil` if `p` is not between 0 and 1.
///
/// Newton's method on the logarithm of the tail over the logit of x. In the logit the density x^a·(1 − x)^b/B(a, b) is
/// log-concave, so the logarithm of either tail is concave and the steps cannot cycle. If a step goes so far that the
/// tail is 0, the step is halved until it is not.
func betaQuantile(lowerTail p: Double, _ a: Double, _ b: Double) -> Double? {
    betaQuantile(p, a, b, tail: \.lower)
}

/// As `betaQuantile(lowerTail:)`, for the probability of the tail above x.
func betaQuantile(upperTail p: Double, _ a: Double, _ b: Double) -> Double? {
    betaQuantile(p, a, b, tail: \.upper)
}

private func betaQuantile(
    _ p: Double, _ a: Double, _ b: Double, tail: KeyPath<(lower: Double, upper: Double), Double>
) -> Double? {
    guard p > 0, p < 1, a > 0, b > 0 else { return nil }
    let sign: Double = tail == \.lower ? -1 : 1
    let logit = newtonRoot(start: log(a / b), bracket: -745...745) { logit in
        let x = 1 / (1 + exp(-logit))
        let complement = 1 / (1 + exp(logit))
        let probability = regularizedBeta(x: x, complement: complement, a, b)[keyPath: tail]
        return (sign * log(probability / p), -betaDensity(x, complement, a, b) / probability)
    }
    return 1 / (1 + exp(-logit))
}
