import Foundation

/// x·ln(x/m) + m − x for x ≥ 0 and m > 0: half the Poisson deviance of x from its mean m, 0 where they are equal.
///
/// Near x = m the terms cancel; a series in (x − m)/(x + m) keeps the digits there.
///
/// - Parameter difference: x − m, where it is known to more digits than the rounded x and m have of it.
///
/// Source: C. Loader, "Fast and accurate computation of binomial probabilities" (2000), function bd0.
func deviance(_ x: Double, mean m: Double, difference: Double) -> Double {
    guard x > 0 else { return m }
    guard abs(difference) < 0.1 * (x + m) else {
        // Far apart, the quotient leaves the range of doubles; the difference of the logarithms does not.
        let quotient = x / m
        return x * (quotient.isNormal ? log(quotient) : log(x) - log(m)) - difference
    }
    let ratio = difference / (x + m)
    let square = ratio * ratio
    var sum = difference * ratio
    var term = 2 * x * ratio
    for order in 1..<1000 {
        term *= square
        let next = sum + term / Double(2 * order + 1)
        if next == sum { break }
        sum = next
    }
    return sum
}

/// As `deviance` with the difference, which is taken from x and m as they are.
func deviance(_ x: Double, mean m: Double) -> Double {
    deviance(x, mean: m, difference: x - m)
}
