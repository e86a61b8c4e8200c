/// Counts of samples by category, for measures that depend on how many categories were seen once or twice.
///
/// There is no value (`nil`) where a count is negative or not whole, where all are zero or there are none, or where the
/// total is beyond 2^53.
struct WholeCounts {
    /// The counts above 0, ascending.
    let counts: [Double]
    /// The number of samples.
    let total: Double

    init?(_ weights: [Double]) {
        guard weights.allSatisfy({ $0 >= 0 && $0.rounded() == $0 && $0 <= 0x1p53 }) else { return nil }
        counts = weights.filter { $0 > 0 }.sorted()
        let sum = CompensatedSum(counts)
        total = sum.value
        // 2^53 + 1 rounds to 2^53.
        guard !counts.isEmpty, total < 0x1p53 || total == 0x1p53 && sum.remainder <= 0 else { return nil }
    }

    /// S, the number of categories seen.
    var categories: Double { Double(counts.count) }
    /// f₁, the number of categories seen once.
    var singletons: Double { Double(counts.prefix { $0 == 1 }.count) }
    /// f₂, the number of categories seen twice.
    var doubletons: Double { Double(counts.lazy.filter { $0 == 2 }.count) }
}
