import Foundation

/// A quotient of products of numbers that are not negative. Its parts may leave the range of doubles even if the
/// quotient does not.
struct ScaledQuotient {
    private let significand: Double
    private let exponent: Int

    /// The denominators must be above 0.
    init(_ numerators: [Double], over denominators: [Double]) {
        var (significand, exponent) = (1.0, 0)
        for factor in numerators where significand > 0 {
            guard factor > 0 else {
                significand = 0
                break
            }
            significand *= factor.significand
            exponent += Int(factor.exponent)
        }
        for factor in denominators where significand > 0 {
            significand /= factor.significand
            exponent -= Int(factor.exponent)
        }
        (self.significand, self.exponent) = (significand, exponent)
    }

    /// The quotient: infinity beyond the range of doubles.
    var value: Double { scalbn(significand, exponent) }

    /// Its logarithm to base 2: −∞ of 0.
    var log2: Double { Foundation.log2(significand) + Double(exponent) }
}
