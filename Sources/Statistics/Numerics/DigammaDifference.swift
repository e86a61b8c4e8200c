import Foundation

/// ψ(n) − ψ(x) for whole x and n, 1 ≤ x ≤ n: the sum of 1/k over k from x to n − 1.
///
/// Relative error about 1e-15: few terms are added up; of many, those from 16 on are by the asymptotic series of ψ,
/// whose logarithms are subtracted before they are rounded.
///
/// Source: M. Abramowitz and I. A. Stegun, "Handbook of Mathematical Functions" (1964), 6.3.6 and 6.3.18.
func digammaDifference(_ n: Double, _ x: Double) -> Double {
    guard n - x > 64 else { return CompensatedSum((0..<Int(n - x)).lazy.map { 1 / (x + Double($0)) }).value }
    var sum = CompensatedSum()
    var start = x
    while start < 16 {
        sum.add(1 / start)
        start += 1
    }
    sum.add(log1p((n - start) / start))
    sum.add(digammaBeyondLogarithm(n) - digammaBeyondLogarithm(start))
    return sum.value
}

/// ψ(z) − ln z for z ≥ 16.
private func digammaBeyondLogarithm(_ z: Double) -> Double {
    let square = 1 / (z * z)
    // The coefficients −B₂ⱼ/(2j), j from 6 down to 1.
    let coefficients: [Double] = [691 / 32_760, -1 / 132, 1 / 240, -1 / 252, 1 / 120, -1 / 12]
    var series = 0.0
    for coefficient in coefficients { series = (series + coefficient) * square }
    return series - 1 / (2 * z)
}
