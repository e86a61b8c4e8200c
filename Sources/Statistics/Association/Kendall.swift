/// Kendall's rank correlation τ-b of two columns of numbers: from −1 to 1, how much more often two rows are in the same
/// order in both columns than in opposite order.
///
/// τ-b = (C − D)/√((n₀ − n₁)·(n₀ − n₂)) over the n₀ pairs of rows: C in the same order, D in opposite order, n₁ and n₂
/// tied in the one column and in the other. Without ties it is (C − D)/n₀.
///
/// `nil` if it is not defined: the columns differ in length, there are fewer than two rows, all values of a column are
/// equal, or a value is infinite or NaN. The order of the rows does not matter. Cost: n log n.
///
/// Source: M. G. Kendall, "The treatment of ties in ranking problems", Biometrika 33 (1945) 239-251.
public func kendall(_ x: [Double], _ y: [Double]) -> Double? {
    kendall(x, y, weights: [Double](repeating: 1, count: x.count))
}

/// As `kendall` without weights, for rows that each stand for as many equal rows as their weight says.
///
/// Weights may be fractions; those of 0 leave their row out. `nil` also where a weight is negative, infinite or NaN.
public func kendall(_ x: [Double], _ y: [Double], weights: [Double]) -> Double? {
    // Products of weights stay in range by a scale of their own, which changes no ratio.
    guard weights.allSatisfy(\.isFinite),
        let pairs = OrderedPairs(x, y, weights: weights.map { [scale = powerOfTwoScale(weights)] in $0 * scale })
    else { return nil }
    let untied = pairs.untiedX * pairs.untiedY
    return untied > 0 ? min(max(pairs.concordance / untied.squareRoot(), -1), 1) : nil
}

/// The pairs of rows by their order in two columns, each pair counted as the product of the weights of its rows.
struct OrderedPairs {
    /// Pairs in the same order less pairs in opposite order: C − D.
    let concordance: Double
    /// Pairs whose values of x differ: n₀ − n₁.
    let untiedX: Double
    /// Pairs whose values of y differ: n₀ − n₂.
    let untiedY: Double

    /// `nil` if the columns differ in length, a value is not finite, or a weight is negative or not finite.
    ///
    /// Source: W. R. Knight, "A computer method for calculating Kendall's tau with ungrouped data", Journal of the
    /// American Statistical Association 61 (1966) 436-439, with a binary indexed tree in place of the merge sort.
    init?(_ x: [Double], _ y: [Double], weights: [Double]) {
        guard let rows = WeightedRows(x, y, weights: weights)?.rows else { return nil }
        let levels = denseRanks(rows.map(\.y))
        var tree = BinaryIndexedTree(count: (levels.max() ?? -1) + 1)
        var concordance = CompensatedSum()
        var start = 0
        while start < rows.count {
            var end = start
            // Rows of equal x make no pair with each other, so all of them are queried before any is inserted.
            while end < rows.count, rows[end].x == rows[start].x {
                let below = tree.sum(below: levels[end])
                let above = tree.total - tree.sum(below: levels[end] + 1)
                concordance.add(rows[end].weight * (below - above))
                end += 1
            }
            for row in start..<end { tree.add(rows[row].weight, at: levels[row]) }
            start = end
        }
        self.concordance = concordance.value
        untiedX = Self.untied(rows.map { ($0.x, $0.weight) })
        untiedY = Self.untied(rows.map { ($0.y, $0.weight) })
    }

    /// (W² − Σ W_g²)/2, W_g the weights of groups of equal values.
    private static func untied(_ values: [(value: Double, weight: Double)]) -> Double {
        var before = 0.0
        var pairs = CompensatedSum()
        let sorted = values.sorted { ($0.value, $0.weight) < ($1.value, $1.weight) }
        var start = 0
        while start < sorted.count {
            let group = sorted[start...].prefix { $0.value == sorted[start].value }
            let weight = CompensatedSum(group.lazy.map(\.weight)).value
            pairs.add(before * weight)
            before += weight
            start = group.endIndex
        }
        return pairs.value
    }
}
