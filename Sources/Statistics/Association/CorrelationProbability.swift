/// The two-sided probability of a Pearson correlation at least as far from 0 if the columns are independent.
///
/// For up to 8 rows exact, over all orders of the one column (the permutation test, which supposes no distribution);
/// beyond, by Student's t with n − 2 degrees of freedom, t = r·√((n − 2)/(1 − r²)).
///
/// `nil` if `pearson` is. Cost: n log n, up to 40,320 orders.
///
/// Source: E. J. G. Pitman, "Significance tests which may be applied to samples from any populations II: the
/// correlation coefficient test", Supplement to the Journal of the Royal Statistical Society 4 (1937) 225-232.
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
    // The distance from a perfect correlation that rounding alone leaves; see `DoubleDouble`.
    unexplained > 1e-40 ? studentTwoSided(explained: r * r, unexplained: unexplained, degrees: degrees) : 0
}

/// The share of the orders of y in which it goes with x at least as well as in the order given.
///
/// A number that is not whole, such as 0.1, is known to half of its last digit. If two orders differ by no more than
/// that, they count as ties. The tolerance is that of the very pair of orders: moving y by a step changes their sums by
/// the steps of x times the half digits, not by all of x.
private func permutationProbability(_ x: [Double], _ y: [Double]) -> Double {
    let (columnX, columnY) = (FixedPointColumn(x), FixedPointColumn(y))
    // Over the orders only the sum of products changes: n·Σ xy − Σx·Σy, as far from 0 as in the order given.
    let (count, shift) = (Int128(x.count), columnX.total * columnY.total)
    let (centredX, centredY) = (columnX.centred, columnY.centred)
    let given = count * zip(columnX.values, columnY.values).reduce(0) { $0 + $1.0 * $1.1 } - shift
    // How much the half digits may change the difference to the given order, whose sign is assumed to be that of
    // `sign`.
    func tolerance(_ order: [Int], _ sign: Double) -> Double {
        let parts = order.enumerated().reduce(0.0) { sum, pair in
            let (place, from) = pair
            return sum + columnX.halfDigits[place] * abs(sign * centredY[from] - centredY[place])
                + columnY.halfDigits[from] * abs(sign * centredX[place] - centredX[from])
        }
        return parts * Double(x.count)
    }
    return permutationShare(of: y) { order, place in
        columnX.values[place] * columnY.values[order[place]]
    } holds: { order, sum in
        let found = count * sum - shift
        let difference = abs(found) - abs(given)
        return difference >= 0 || Double(-difference) <= tolerance(order, (found < 0) == (given < 0) ? 1 : -1)
    }
}
