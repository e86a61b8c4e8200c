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
    guard x.count == y.count, isVaried(x), isVaried(y) else { return nil }
    if x.count <= largestPermutedCount { return permutationProbability(x, y) }
    let rows = zip(x, y).sorted { $0 < $1 }
    let (r, unexplained) = CentredColumn(rows.map(\.0)).correlation(with: CentredColumn(rows.map(\.1)))
    return studentTwoSided(r: r, unexplained: unexplained, degrees: Double(x.count - 2))
}

/// As `pearsonProbability`, of Spearman's coefficient: the same of the mid-ranks.
public func spearmanProbability(_ x: [Double], _ y: [Double]) -> Double? {
    guard x.allSatisfy(\.isFinite), y.allSatisfy(\.isFinite) else { return nil }
    return pearsonProbability(midRanks(x), midRanks(y))
}

/// The number of rows up to which all orders are tried.
let largestPermutedCount = 8

/// The probability of a correlation r at least as far from 0, where `unexplained` is 1 − r² with all its digits.
func studentTwoSided(r: Double, unexplained: Double, degrees: Double) -> Double {
    // What is left of a perfect correlation by rounding; see `DoubleDouble`.
    unexplained > 1e-40 ? studentTwoSided(explained: r * r, unexplained: unexplained, degrees: degrees) : 0
}

/// The share of the orders of y in which it goes with x at least as well as in the order given.
private func permutationProbability(_ x: [Double], _ y: [Double]) -> Double {
    let things = y
    let (x, y) = (FixedPointColumn(x), FixedPointColumn(y))
    // Over the orders only the sum of products changes: n·Σ xy − Σx·Σy, as far from 0 as in the order given.
    let (count, shift) = (Int128(x.values.count), x.total * y.total)
    func size(_ products: Int128) -> Int128 { abs(count * products - shift) }
    let given = size(zip(x.values, y.values).reduce(0) { $0 + $1.0 * $1.1 })
    let rounding = 2 * Double(x.values.count) * (x.rounding * y.range + y.rounding * x.range)
    let least = given - Int128(rounding)
    return permutationShare(of: things) { order, place in
        x.values[place] * y.values[order[place]]
    } holds: {
        size($0) >= least
    }
}

/// Up to `largestPermutedCount` finite numbers in units in which the greatest has 58 bits, so that sums of products of two
/// columns are exact: orders that go equally well are counted so, and no others.
private struct FixedPointColumn {
    let values: [Int128]
    /// What the numbers may be off by together. Whole ones are exact; of others, such as 0.1, only the nearest double is known.
    let rounding: Double

    init(_ column: [Double]) {
        let scale = powerOfTwoScale(column)
        let scaled = column.map { $0 * scale * 0x1p57 }
        values = scaled.map { Int128($0.rounded()) }
        rounding = zip(column, scaled).reduce(0) { sum, value in
            sum + (value.0.rounded() == value.0 ? 0 : abs(value.1) * 0x1p-53)
                + (value.1.rounded() == value.1 ? 0 : 0.5)
        }
    }

    var total: Int128 { values.reduce(0, +) }
    var range: Double { Double((values.max() ?? 0) - (values.min() ?? 0)) }
}
