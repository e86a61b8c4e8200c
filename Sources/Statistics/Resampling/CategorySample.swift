/// Samples counted by category, resampled one by one: all drawn again, with replacement (the multinomial bootstrap).
///
/// The samples are taken to be independent. Where they come in clusters, as documents of a source, resample those
/// instead (`ClusterSample`). Counts may be fractions: their total, rounded, is the number of samples drawn.
struct CategorySample: Bootstrap.Sample {
    /// Descending, zeros included, so that the order given does not matter.
    private let counts: [Double]
    /// The part of the total after each count.
    private let behind: [Double]
    private let total: Double
    private let statistic: @Sendable ([Double]) -> Double?

    /// `nil` if a count is negative, infinite or NaN, or the total is not between 1 and 2^53.
    init?(_ counts: [Double], statistic: @escaping @Sendable ([Double]) -> Double?) {
        guard counts.allSatisfy({ $0 >= 0 && $0.isFinite }) else { return nil }
        let descending = counts.sorted(by: >)
        var sum = CompensatedSum()
        var behind: [Double] = []
        for count in descending.reversed() {
            behind.append(sum.value)
            sum.add(count)
        }
        total = sum.value.rounded()
        guard total >= 1, total <= 0x1p53 else { return nil }
        self.counts = descending
        self.behind = behind.reversed()
        self.statistic = statistic
    }

    var estimate: Double? { statistic(counts) }

    /// Category by category the number of samples in it, given how many the categories before have left.
    func replicate(_ generator: inout Philox) -> Double? {
        var left = total
        var drawn = [Double](repeating: 0, count: counts.count)
        for (category, count) in counts.enumerated() where left > 0 && count > 0 {
            drawn[category] = generator.nextBinomial(trials: left, part: count, rest: behind[category])
            left -= drawn[category]
        }
        return statistic(drawn)
    }

    var leavingOneOut: [(value: Double, count: Double)] {
        var result: [(value: Double, count: Double)] = []
        var start = 0
        while start < counts.count, counts[start] > 0 {
            // Categories of equal count are alike.
            let end = counts[start...].firstIndex { $0 != counts[start] } ?? counts.count
            var fewer = counts
            fewer[start] = max(counts[start] - 1, 0)
            if let value = statistic(fewer) { result.append((value, counts[start] * Double(end - start))) }
            start = end
        }
        return result
    }
}
