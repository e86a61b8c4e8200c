/// The coefficient of variation of the weights: their standard deviation over their mean, from 0 to √(n − 1).
///
/// √((1/n)·Σ (x − μ)²)/μ, of the n units as a population, zeros included; it is √(n·HHI − 1).
///
/// `nil` if there are no weights, if one is negative, infinite or NaN, or if all are zero. The order of the weights
/// does not matter. Cost: n log n.
///
/// Source: K. Pearson, Philosophical Transactions of the Royal Society A 187 (1896) 253-318.
public func coefficientOfVariation(_ weights: [Double]) -> Double? {
    guard let sorted = SortedWeights(weights) else { return nil }
    return (sorted.squaresAboveMean / sorted.count).squareRoot() / sorted.mean
}

extension SortedWeights {
    /// Σ (x − μ)².
    var squaresAboveMean: Double {
        let distances = values.lazy.map(aboveMean)
        return CompensatedSum(distances.map { $0 * $0 }).value
    }
}
