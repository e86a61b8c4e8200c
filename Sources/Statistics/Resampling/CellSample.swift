/// Rows counted by cell, such as the cells of a confusion matrix: rows are drawn again one by one, and the statistic
/// sees each cell in its own place.
struct CellSample: Bootstrap.Sample {
    private let counts: [Double]
    private let total: Double
    private let statistic: @Sendable ([Double]) -> Double?

    /// `nil` if a count is negative, infinite or NaN, or the total is not between 1 and 2^53.
    init?(_ counts: [Double], statistic: @escaping @Sendable ([Double]) -> Double?) {
        guard counts.allSatisfy({ $0 >= 0 && $0.isFinite }) else { return nil }
        total = CompensatedSum(counts).value.rounded()
        guard total >= 1, total <= 0x1p53 else { return nil }
        self.counts = counts
        self.statistic = statistic
    }

    var estimate: Double? { statistic(counts) }

    func replicate(_ generator: inout Philox) -> Double? {
        statistic(generator.nextMultinomial(trials: total, shares: counts))
    }

    var leavingOneOut: [(value: Double, count: Double)] {
        counts.indices.compactMap { cell in
            guard counts[cell] > 0 else { return nil }
            var fewer = counts
            fewer[cell] = max(counts[cell] - 1, 0)
            return statistic(fewer).map { ($0, counts[cell]) }
        }
    }
}
