/// Pearson's correlation of two columns of numbers, row by row: from −1 to 1, how well a straight line ties them.
///
/// r = Σ (x − x̄)(y − ȳ) / √(Σ (x − x̄)² · Σ (y − ȳ)²).
///
/// `nil` if it is not defined: the columns differ in length, there are fewer than two rows, all values of a column are
/// equal, or a value is infinite or NaN. The order of the rows does not matter. Cost: n log n.
///
/// Source: the corrected two-pass algorithm of T. F. Chan, G. H. Golub and R. J. LeVeque, "Algorithms for computing the
/// sample variance", The American Statistician 37 (1983) 242-247.
public func pearson(_ x: [Double], _ y: [Double]) -> Double? {
    guard x.count == y.count, isVaried(x), isVaried(y) else { return nil }
    let scaleX = powerOfTwoScale(x)
    let scaleY = powerOfTwoScale(y)
    // Rows of an SQL aggregate come in no certain order; sums in order of value give the same bytes each time.
    let rows = zip(x, y).map { (x: $0 * scaleX, y: $1 * scaleY) }.sorted { ($0.x, $0.y) < ($1.x, $1.y) }
    let count = Double(rows.count)
    let meanX = CompensatedSum(rows.lazy.map(\.x)).value / count
    let meanY = CompensatedSum(rows.lazy.map(\.y)).value / count

    var sumX = CompensatedSum()
    var sumY = CompensatedSum()
    var sumXX = CompensatedSum()
    var sumYY = CompensatedSum()
    var sumXY = CompensatedSum()
    for row in rows {
        let deviationX = row.x - meanX
        let deviationY = row.y - meanY
        sumX.add(deviationX)
        sumY.add(deviationY)
        sumXX.add(deviationX * deviationX)
        sumYY.add(deviationY * deviationY)
        sumXY.add(deviationX * deviationY)
    }
    // A mean is rounded, so deviations from it do not add up to exactly 0: the resulting error of the products is
    // subtracted.
    let squaresX = sumXX.value - sumX.value * sumX.value / count
    let squaresY = sumYY.value - sumY.value * sumY.value / count
    let products = sumXY.value - sumX.value * sumY.value / count
    // One root of the product: where both sums of squares are equal it is exact, so a perfect rank correlation is
    // exactly 1.
    return min(max(products / (squaresX * squaresY).squareRoot(), -1), 1)
}

/// Whether all values are finite and at least two of them differ.
func isVaried(_ values: [Double]) -> Bool {
    guard let first = values.first, values.allSatisfy(\.isFinite) else { return false }
    return values.contains { $0 != first }
}
