/// Whether two values are both missing, or equal up to a relative difference (an absolute one near zero).
func isClose(
    _ value: Double?, _ expected: Double?, relative: Double = 1e-13, absolute: Double = 1e-15
) -> Bool {
    guard let value, let expected else { return value == nil && expected == nil }
    return value == expected || abs(value - expected) <= max(absolute, relative * abs(expected))
}
