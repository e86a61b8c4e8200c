/// The probability that a chi-square variable with `degrees` > 0 degrees of freedom is at least `x`.
///
/// Q(ν/2, x/2). Relative error about 1e-13.
///
/// Source: M. Abramowitz and I. A. Stegun, "Handbook of Mathematical Functions" (1964), 26.4.19.
func chiSquareUpper(_ x: Double, degrees: Double) -> Double {
    regularizedGamma(degrees / 2, x / 2).upper
}
