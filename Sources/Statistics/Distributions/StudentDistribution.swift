/// The probability that Student's t with `degrees` > 0 degrees of freedom is at least as far from 0 as `t`, either side.
///
/// I_x(ν/2, 1/2) with x = ν/(ν + t²). Relative error about 1e-13. NaN gives NaN.
///
/// Source: M. Abramowitz and I. A. Stegun, "Handbook of Mathematical Functions" (1964), 26.7.1.
func studentTwoSided(_ t: Double, degrees: Double) -> Double {
    guard t.isFinite else { return t.isNaN ? .nan : 0 }
    let square = t * t
    guard square.isFinite else { return 0 }
    return regularizedBeta(
        x: degrees / (degrees + square), complement: square / (degrees + square), degrees / 2, 0.5
    ).lower
}
