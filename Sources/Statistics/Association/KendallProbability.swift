/// The two-sided probability of a τ-b at least as far from 0 if the columns are independent.
///
/// Without ties and for up to 50 rows exact, from the distribution of the number of inversions; with ties and for up to
/// 8 rows exact, over all orders of the one column; otherwise by the normal distribution, with the variance of C − D
/// corrected for ties and without continuity correction.
///
/// `nil` if `kendall` is. Cost: n log n; up to some million additions where exact.
///
/// Source: M. G. Kendall, "Rank Correlation Methods" (1948), chapters 4 and 5.
public func kendallProbability(_ x: [Double], _ y: [Double]) -> Double? {
    let ones = [Double](repeating: 1, count: x.count)
    guard kendall(x, y) != nil, let pairs = OrderedPairs(x, y, weights: ones) else { return nil }
    let (tiesX, tiesY) = (tieCounts(x), tieCounts(y))
    if tiesX.isEmpty && tiesY.isEmpty && x.count <= 50 {
        return inversionProbability(count: x.count, concordance: pairs.concordance)
    }
    if x.count <= largestPermutedCount {
        let (signsX, signsY) = (signs(x), signs(y))
        return permutationShare(of: y) { order, place in
            let (ofX, ofY) = (signsX[place], signsY[order[place]])
            var sum = 0
            for before in 0..<place { sum += ofX[before] * ofY[order[before]] }
            return Int128(sum)
        } holds: {
            Double(abs($1)) >= abs(pairs.concordance)
        }
    }
    let variance = concordanceVariance(count: Double(x.count), tiesX, tiesY)
    return normalTwoSided(pairs.concordance / variance.squareRoot())
}

/// The sizes of the groups of equal values, of two and more.
private func tieCounts(_ values: [Double]) -> [Double] {
    Dictionary(grouping: values, by: { $0 }).values.map { Double($0.count) }.filter { $0 > 1 }.sorted()
}

/// The variance of C − D over all orders.
private func concordanceVariance(count n: Double, _ tiesX: [Double], _ tiesY: [Double]) -> Double {
    func sum(_ ties: [Double], _ term: (Double) -> Double) -> Double { ties.reduce(0) { $0 + term($1) } }
    func whole(_ t: Double) -> Double { t * (t - 1) * (2 * t + 5) }
    func triples(_ t: Double) -> Double { t * (t - 1) * (t - 2) }
    func pairs(_ t: Double) -> Double { t * (t - 1) }
    return (whole(n) - sum(tiesX, whole) - sum(tiesY, whole)) / 18
        + sum(tiesX, triples) * sum(tiesY, triples) / (9 * triples(n))
        + sum(tiesX, pairs) * sum(tiesY, pairs) / (2 * pairs(n))
}

/// Twice the probability of so few inversions of n rows, or so few non-inversions, and at most 1.
private func inversionProbability(count: Int, concordance: Double) -> Double {
    let pairs = count * (count - 1) / 2
    let fewest = (pairs - Int(abs(concordance))) / 2
    // The distribution for one more row: the new row adds from 0 to as many inversions as there were rows, all equally
    // likely.
    var distribution = [1.0]
    for rows in stride(from: 2, through: count, by: 1) {
        let length = min(fewest, rows * (rows - 1) / 2) + 1
        distribution = (0..<length).map { inversions in
            let from = max(0, inversions - rows + 1)
            let to = min(inversions, distribution.count - 1)
            return from <= to ? distribution[from...to].reduce(0, +) / Double(rows) : 0
        }
    }
    return min(1, 2 * CompensatedSum(distribution).value)
}

/// For each value its order to each value: 1 where it is the greater, −1 where the other is, 0 where they are equal.
private func signs(_ values: [Double]) -> [[Int]] {
    values.map { a in values.map { b in a > b ? 1 : a < b ? -1 : 0 } }
}
