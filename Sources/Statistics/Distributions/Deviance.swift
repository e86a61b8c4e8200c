import Foundation

/// x·ln(x/m) + m − x for x ≥ 0 and m > 0: half the Poisson deviance of x from its mean m, 0 where they are equal.
///
/// Near x = m the terms cancel; a series in (x − m)/(x + m) keeps the digits there.
///
/// Source: C. Loader, "Fast and accurate computation of binomial probabilities" (2000), function bd0.
func deviance(_ x: Double, mean m: Double) -> Double {
    guard x > 0 else { return m }
    let difference = x - m
    guard abs(difference) < 0.1 * (x + m) else { return x * log(x / m) - difference }
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
