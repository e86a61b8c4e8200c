import Foundation

/// The point x at which a tail of the beta distribution with parameters a, b > 0 has the probability `p`, 0 < p < 1.
///
/// Relative error about 1e-14, also where x is near 0. `nil` where `p` is not between 0 and 1.
///
/// Newton's method on the logarithm of the tail over the logit of x. In the logit the density x^a·(1 − x)^b/B(a, b) is
/// log-concave, so the logarithm of either tail is concave and the steps cannot cycle.
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
    var logit = log(a / b)
    let rises = tail == \.lower
    for _ in 0..<200 {
        let x = 1 / (1 + exp(-logit))
        let complement = 1 / (1 + exp(logit))
        let probability = regularizedBeta(x: x, complement: complement, a, b)[keyPath: tail]
        let slope = betaDensity(x, complement, a, b)
        guard probability > 0, slope > 0 else { return nil }
        let step = log(probability / p) * probability / slope
        logit += rises ? -step : step
        if abs(step) <= 1e-15 * max(1, abs(logit)) { break }
    }
    return 1 / (1 + exp(-logit))
}
