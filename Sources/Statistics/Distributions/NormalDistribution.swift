import Foundation

/// The probability that a standard normal variable is at least as far from 0 as `z`, on either side.
///
/// Relative error about 1e-15·z², down to the least double. NaN gives NaN.
func normalTwoSided(_ z: Double) -> Double {
    erfc(abs(z) / 2.0.squareRoot())
}

/// The probability that a standard normal variable stays below `z`.
func normalProbability(_ z: Double) -> Double {
    erfc(-z / 2.0.squareRoot()) / 2
}
