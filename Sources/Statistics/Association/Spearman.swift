/// Spearman's rank correlation of two columns of numbers: from −1 to 1, how well any rising or falling order ties them.
///
/// Pearson's correlation of the ranks, where equal values share the mean of the ranks they take up (mid-ranks).
///
/// `nil` if it is not defined: the columns differ in length, there are fewer than two rows, all values of a column are
/// equal, or a value is infinite or NaN. The order of the rows does not matter. Cost: n log n.
///
/// Source: C. Spearman, "The proof and measurement of association between two things", American Journal of Psychology
/// 15 (1904) 72-101; for ties M. G. Kendall, "Rank Correlation Methods" (1948), chapter 3.
public func spearman(_ x: [Double], _ y: [Double]) -> Double? {
    guard x.allSatisfy(\.isFinite), y.allSatisfy(\.isFinite) else { return nil }
    return pearson(midRanks(x), midRanks(y))
}
