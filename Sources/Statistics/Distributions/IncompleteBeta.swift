import Foundation

/// The regularized incomplete beta function I_x(a, b) and its complement 1 − I, for a, b > 0 and 0 ≤ x ≤ 1.
///
/// Both tails are computed without subtraction from 1 where they are small. Relative error about 1e-14, where x itself
/// is exact. Cost: a continued fraction of about √max(a, b) steps, or a hundred points of an integral where a and b are
/// great.
///
/// - Parameters:
///   - x: where the lower tail ends.
///   - complement: 1 − x, given separately because near 1 it has digits that x has lost.
///
/// Source: the continued fraction of A. R. DiDonato and A. H. Morris, "Algorithm 708: significant digit computation of
/// the incomplete beta function ratios", ACM Transactions on Mathematical Software 18 (1992) 360-373, equation 9.
func regularizedBeta(
    x: Double, complement y: Double, _ a: Double, _ b: Double
) -> (lower: Double, upper: Double) {
    guard x > 0 else { return x == 0 ? (0, 1) : (.nan, .nan) }
    guard y > 0 else { return y == 0 ? (1, 0) : (.nan, .nan) }
    // The fraction converges fast for the tail that does not hold the mean.
    if a * y >= b * x {
        let lower = min(betaTail(x, y, a, b), 1)
        return (lower, 1 - lower)
    }
    let upper = min(betaTail(y, x, b, a), 1)
    return (1 - upper, upper)
}

/// I_x(a, b) for x up to about the mean a/(a + b).
private func betaTail(_ x: Double, _ y: Double, _ a: Double, _ b: Double) -> Double {
    min(a, b) > 10_000 ? betaTailByIntegral(x, y, a, b) : betaTailByFraction(x, y, a, b)
}

private func betaTailByFraction(_ x: Double, _ y: Double, _ a: Double, _ b: Double) -> Double {
    // How far x is below the mean, times a + b, from the side on which x has more digits.
    let distance = a <= b ? a.addingProduct(-(a + b), x) : (-b).addingProduct(a + b, y)
    var fraction = ContinuedFraction(first: (1 + distance) / (1 + 1 / a))
    for step in 1...1_000_000 {
        let n = Double(step)
        let even = n * (b - n) * x
        let place = a + 2 * n - 1
        let numerator = (a + n - 1) / place * ((a + b + n - 1) / place) * (even * x)
        let share = (1 + n / a) / (1 + (1 + 2 * n) / a)
        if fraction.add(numerator: numerator, denominator: n + even / place + share * (1 + distance + n * (1 + y))) {
            break
        }
    }
    return betaDensity(x, y, a, b) / fraction.value
}

/// The integral of the density from 0 to x, by the double exponential rule, as the density at x times the integral of
/// what the density is relative to that: a smooth curve of the width of the distribution, however narrow this is.
private func betaTailByIntegral(_ x: Double, _ y: Double, _ a: Double, _ b: Double) -> Double {
    // Slope and curvature of the logarithm of the density at x.
    let slope = (a - 1).addingProduct(-(a + b - 2), x) / (x * y)
    let curvature = (a - 1) / (x * x) + (b - 1) / (y * y)
    // Beyond this distance the density has fallen by e^−45.
    let reach = min(x, 90 / (slope + (slope * slope + 90 * curvature).squareRoot()))
    let integral = doubleExponentialIntegral(from: 0, to: reach) { distance in
        exp(
            (a - 1) * logarithmBeyondLinear(-distance / x) + (b - 1) * logarithmBeyondLinear(distance / y)
                - slope * distance)
    }
    return betaDensity(x, y, a, b) / (x * y) * integral
}

/// x^a·(1 − x)^b / B(a, b).
func betaDensity(_ x: Double, _ y: Double, _ a: Double, _ b: Double) -> Double {
    let n = a + b
    let corrections = stirlingError(n) - stirlingError(a) - stirlingError(b)
    let exponent = corrections - deviance(a, mean: n * x) - deviance(b, mean: n * y)
    return exp(exponent) * (a / n * b / (2 * Double.pi)).squareRoot()
}
