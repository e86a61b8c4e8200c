/// The weights of all units of a universe: those observed, and a zero for every other one.
///
/// So `gini(inUniverse(x, of: 249))` is the coefficient over all 249 countries, where x has only those that occur.
/// `nil` if the universe is not a whole number, is smaller than the number of weights, or is beyond 10 million. Cost:
/// as many zeros as are missing.
public func inUniverse(_ weights: [Double], of size: Double) -> [Double]? {
    guard let size = Int(exactly: size), size >= weights.count, size <= 10_000_000 else { return nil }
    return weights + [Double](repeating: 0, count: size - weights.count)
}
