/// The probability of a correlation at least as far from 0, on either side, where the columns have nothing to do with each
/// other: Pearson's.
///
/// For up to 8 rows exact, over all orders of the one column (the permutation test, which supposes no distribution); beyond,
/// by Student's t with n − 2 degrees of freedom, t = r·√((n − 2)/(1 − r²)).
///
/// `nil` where `pearson` is. Cost: n log n, up to 40,320 orders.
///
/// Source: E. J. G. Pitman, "Significance tests which may be applied to samples from any populations II: the correlation
/// coefficient test", Supplement to the Journal of the Royal Statistical Society 4 (1937) 225-232.
public func pearsonProbability(_ x: [Double], _ y: [Double]) -> Double? {
    pearson(x, y).map { r in
        x.count <= largestPermutedCount ? permutationProbability(x, y) : studentProbability(r, degrees: x.count - 2)
    }
}

/// As `pearsonProbability`, of Spearman's coefficient: the same of the mid-ranks.
public func spearmanProbability(_ x: [Double], _ y: [Double]) -> Double? {
    spearman(x, y).flatMap { _ in pearsonProbability(midRanks(x), midRanks(y)) }
}

/// As `pearsonProbability`, of a partial correlation of `rows` rows: by Student's t with n − 3 degrees of freedom.
///
/// `nil` for three rows or fewer.
public func partialCorrelationProbability(_ r: Double, rows: Int) -> Double? {
    rows > 3 && abs(r) <= 1 ? studentProbability(r, degrees: rows - 3) : nil
}

/// The number of rows up to which all orders are tried.
let largestPermutedCount = 8

private func studentProbability(_ r: Double, degrees: Int) -> Double {
    let t = r * (Double(degrees) / ((1 - r) * (1 + r))).squareRoot()
    return studentTwoSided(t, degrees: Double(degrees))
}

/// The share of the orders of y in which it goes with x at least as well as in the order given.
private func permutationProbability(_ x: [Double], _ y: [Double]) -> Double {
    // Over the orders only the sum of products changes.
    func deviations(_ values: [Double]) -> [Double] {
        let scale = powerOfTwoScale(values)
        let mean = CompensatedSum(values.sorted().map { $0 * scale }).value / Double(values.count)
        return values.map { $0 * scale - mean }
    }
    let (dx, dy) = (deviations(x), deviations(y))
    let products = zip(dx, dy).map { $0 * $1 }
    // Orders that go as well but for rounding count as that.
    let least = abs(products.reduce(0, +)) - 4e-15 * products.reduce(0) { $0 + abs($1) }
    return permutationShare(of: x.count) { order, place in
        dx[place] * dy[order[place]]
    } holds: {
        abs($0) >= least
    }
}
