/// Two distributions over the same categories, from two columns of weights: what every divergence starts from.
///
/// All divergences share these rules. A row is a category, with its weight in the one group and in the other; a weight of 0
/// is a category that the group lacks, and must be given as 0, not left out. There is no value (`nil`) where the columns
/// differ in length, where a weight is negative, infinite or NaN, or where all weights of a group are zero. Sums run in an
/// order fixed by the weights, so the order of the rows does not matter. Cost: n log n.
struct PairedShares {
    /// The shares of each category that one of the groups has.
    let rows: [(p: Double, q: Double)]

    init?(_ p: [Double], _ q: [Double]) {
        guard p.count == q.count, let first = SortedWeights(p), let second = SortedWeights(q) else { return nil }
        let (scaleP, scaleQ) = (powerOfTwoScale(p), powerOfTwoScale(q))
        rows = zip(p, q).map { (p: $0 * scaleP / first.total, q: $1 * scaleQ / second.total) }
            .filter { $0.p > 0 || $0.q > 0 }
            .sorted { ($0.p, $0.q) < ($1.p, $1.q) }
    }

    /// The sum of `term(p, q)` over the categories.
    func sum(_ term: (_ p: Double, _ q: Double) -> Double) -> Double {
        CompensatedSum(rows.map { term($0.p, $0.q) }).value
    }
}
