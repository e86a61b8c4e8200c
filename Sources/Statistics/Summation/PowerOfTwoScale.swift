/// The power of two that brings the largest magnitude of `values` into 1..<2.
///
/// Multiplying by it is exact, changes no ratio of sums, and keeps squares and totals inside the range of `Double`
/// whatever the unit of the values. It is 1 where all values are zero; values must be finite.
func powerOfTwoScale(_ values: some Sequence<Double>) -> Double {
    let largest = values.reduce(0) { max($0, abs($1)) }
    guard largest > 0 else { return 1 }
    // For a subnormal largest value the exact factor would overflow; the greatest power that does not is enough.
    return Double(sign: .plus, exponent: -max(largest.exponent, -1022), significand: 1)
}
