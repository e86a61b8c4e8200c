/// Pearson's correlation of the residuals of two columns after linear regression of both on a third.
///
/// Equal to (r_xy − r_xz·r_yz)/√((1 − r_xz²)(1 − r_yz²)). It shows how x and y are related at equal z, such as two
/// measures of diversity at equal (logarithm of the) number of samples.
///
/// `nil` if it is not defined: the columns differ in length, there are fewer than three rows, all values of a column
/// are equal, x or y lies on a line through z, or a value is infinite or NaN. The order of the rows does not matter.
/// Cost: n log n.
///
/// Source: G. U. Yule, "On the theory of correlation for any number of variables, treated by a new system of notation",
/// Proceedings of the Royal Society A 79 (1907) 182-193.
public func partialPearson(_ x: [Double], _ y: [Double], given z: [Double]) -> Double? {
    partialCorrelation(x, y, given: z)?.r
}

/// `partialPearson` of the mid-ranks of the three columns.
///
/// Source: M. G. Kendall, "Rank Correlation Methods" (1948), chapter 8, with Spearman's coefficient.
public func partialSpearman(_ x: [Double], _ y: [Double], given z: [Double]) -> Double? {
    guard x.allSatisfy(\.isFinite), y.allSatisfy(\.isFinite), z.allSatisfy(\.isFinite) else { return nil }
    return partialPearson(midRanks(x), midRanks(y), given: midRanks(z))
}

/// The two-sided probability of a partial correlation at least as far from 0 if the columns are independent at equal z:
/// by Student's t with n − 3 degrees of freedom.
///
/// `nil` if `partialPearson` is, and for three rows.
public func partialPearsonProbability(_ x: [Double], _ y: [Double], given z: [Double]) -> Double? {
    guard x.count > 3, let (r, unexplained) = partialCorrelation(x, y, given: z) else { return nil }
    return studentTwoSided(r: r, unexplained: unexplained, degrees: Double(x.count - 3))
}

/// `partialPearsonProbability` of the mid-ranks of the three columns.
public func partialSpearmanProbability(_ x: [Double], _ y: [Double], given z: [Double]) -> Double? {
    guard x.allSatisfy(\.isFinite), y.allSatisfy(\.isFinite), z.allSatisfy(\.isFinite) else { return nil }
    return partialPearsonProbability(midRanks(x), midRanks(y), given: midRanks(z))
}

/// The partial correlation and 1 − r²; nil as `partialPearson`.
private func partialCorrelation(
    _ x: [Double], _ y: [Double], given z: [Double]
) -> (r: Double, unexplained: Double)? {
    guard x.count == y.count, x.count == z.count, x.count > 2, isVaried(x), isVaried(y), isVaried(z) else { return nil }
    let order = x.indices.sorted { (x[$0], y[$0], z[$0]) < (x[$1], y[$1], z[$1]) }
    func column(_ values: [Double]) -> CentredColumn { CentredColumn(order.map { values[$0] }) }
    let third = column(z)
    guard let restX = column(x).residual(beyondRoundingAfter: third),
        let restY = column(y).residual(beyondRoundingAfter: third)
    else { return nil }
    return restX.correlation(with: restY)
}

extension CentredColumn {
    /// The residuals of a linear regression on another column; nil if they are only the rounding of decimal fractions
    /// in both.
    fileprivate func residual(beyondRoundingAfter other: CentredColumn) -> CentredColumn? {
        let rest = residual(after: other)
        return rest.squares.high > 1e-24 * squares.high ? rest : nil
    }
}
