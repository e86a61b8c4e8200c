import Foundation

/// ln(1 + x) − x for x > −1, with all its digits near 0, where it is about −x²/2.
func logarithmBeyondLinear(_ x: Double) -> Double {
    guard abs(x) < 0.125 else { return log1p(x) - x }
    // With r = x/(2 + x): ln(1 + x) = 2·artanh(r), and x = 2r + x·r.
    let ratio = x / (2 + x)
    let square = ratio * ratio
    var sum = 0.0
    for order in stride(from: 23, through: 3, by: -2) { sum = sum * square + 2 / Double(order) }
    return ratio * (sum * square - x)
}
