/// The two-sided probability that Student's t with `degrees` > 0 degrees of freedom is at least as far from 0 as a
/// value whose square is ν·`explained`/`unexplained`.
///
/// I_x(ν/2, 1/2) with x = ν/(ν + t²), the part unexplained. Relative error about 1e-13. NaN gives NaN.
///
/// - Parameters:
///   - explained: t²/(ν + t²): for a correlation r²; 0 to 1.
///   - unexplained: 1 minus that, given separately because near 0 it has digits that the other has lost.
///
/// Source: M. Abramowitz and I. A. Stegun, "Handbook of Mathematical Functions" (1964), 26.7.1.
func studentTwoSided(explained: Double, unexplained: Double, degrees: Double) -> Double {
    regularizedBeta(x: unexplained, complement: explained, degrees / 2, 0.5).lower
}
