/// Pearson's correlation of what is left of two columns once a straight line through a third is taken out of both.
///
/// Equal to (r_xy − r_xz·r_yz)/√((1 − r_xz²)(1 − r_yz²)). It tells how x and y go together at equal z, such as two measures of
/// diversity at equal (logarithm of the) number of samples.
///
/// `nil` where it is not defined: the columns differ in length, there are fewer than three rows, all values of a column are
/// equal, x or y lies on a line through z, or a value is infinite or NaN. The order of the rows does not matter.
/// Cost: n log n.
///
/// Source: G. U. Yule, "On the theory of correlation for any number of variables, treated by a new system of notation",
/// Proceedings of the Royal Society A 79 (1907) 182-193.
public func partialPearson(_ x: [Double], _ y: [Double], given z: [Double]) -> Double? {
    guard x.count == y.count, x.count == z.count, x.count > 2, isVaried(x), isVaried(y), isVaried(z) else { return nil }
    let order = x.indices.sorted { (x[$0], y[$0], z[$0]) < (x[$1], y[$1], z[$1]) }
    let (x, y, z) = (centred(order.map { x[$0] }), centred(order.map { y[$0] }), centred(order.map { z[$0] }))
    guard let restX = residuals(x, z), let restY = residuals(y, z) else { return nil }
    return pearson(restX, restY)
}

/// `partialPearson` of the mid-ranks of the three columns.
///
/// Source: M. G. Kendall, "Rank Correlation Methods" (1948), chapter 8, with Spearman's coefficient.
public func partialSpearman(_ x: [Double], _ y: [Double], given z: [Double]) -> Double? {
    guard x.allSatisfy(\.isFinite), y.allSatisfy(\.isFinite), z.allSatisfy(\.isFinite) else { return nil }
    return partialPearson(midRanks(x), midRanks(y), given: midRanks(z))
}

/// Values less their mean, in a scale in which squares stay in range.
private func centred(_ values: [Double]) -> [Double] {
    let scale = powerOfTwoScale(values)
    let scaled = values.map { $0 * scale }
    let mean = CompensatedSum(scaled).value / Double(scaled.count)
    let once = scaled.map { $0 - mean }
    // The mean is rounded; what is left of it goes in a second step.
    let rest = CompensatedSum(once).value / Double(once.count)
    return once.map { $0 - rest }
}

/// What a line through z leaves of the values; nil where that is no more than rounding.
private func residuals(_ values: [Double], _ z: [Double]) -> [Double]? {
    func product(_ a: [Double], _ b: [Double]) -> Double { CompensatedSum(zip(a, b).lazy.map { $0 * $1 }).value }
    let slope = product(values, z) / product(z, z)
    let rest = zip(values, z).map { $0 - slope * $1 }
    return product(rest, rest) > 1e-24 * product(values, values) ? rest : nil
}
