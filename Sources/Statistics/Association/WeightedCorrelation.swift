/// Pearson's correlation of rows that each stand for as many equal rows as their weight says.
///
/// r = Σ w(x − x̄)(y − ȳ) / √(Σ w(x − x̄)² · Σ w(y − ȳ)²), with weighted means. Weights may be fractions; those of 0
/// leave their row out.
///
/// `nil` if it is not defined: the columns differ in length, all values of a column with weight are equal, a value is
/// infinite or NaN, or a weight negative, infinite or NaN. The order of the rows does not matter. Cost: n log n.
public func pearson(_ x: [Double], _ y: [Double], weights: [Double]) -> Double? {
    guard let rows = WeightedRows(x, y, weights: weights)?.rows, isVaried(rows.map(\.x)), isVaried(rows.map(\.y)) else {
        return nil
    }
    let (scaleX, scaleY) = (powerOfTwoScale(rows.lazy.map(\.x)), powerOfTwoScale(rows.lazy.map(\.y)))
    let scaleWeight = powerOfTwoScale(rows.lazy.map(\.weight))
    var products = WeightedProducts()
    for row in rows { products.add(row.x * scaleX, row.y * scaleY, weight: row.weight * scaleWeight) }
    products.centre()
    for row in rows { products.addDeviation(row.x * scaleX, row.y * scaleY, weight: row.weight * scaleWeight) }
    return products.correlation
}

/// Spearman's rank correlation of rows that each stand for as many equal rows as their weight says.
///
/// The rank of a value is the mean of the ranks that its equal rows would take up: the weight below it and half of its
/// own.
///
/// `nil` as `pearson` with weights. Cost: n log n.
public func spearman(_ x: [Double], _ y: [Double], weights: [Double]) -> Double? {
    guard let rows = WeightedRows(x, y, weights: weights)?.rows else { return nil }
    let scale = powerOfTwoScale(rows.lazy.map(\.weight))
    let kept = rows.map { $0.weight * scale }
    return pearson(
        weightedRanks(rows.map(\.x), weights: kept), weightedRanks(rows.map(\.y), weights: kept), weights: kept)
}

/// The weight below each value and half the weight at it.
private func weightedRanks(_ values: [Double], weights: [Double]) -> [Double] {
    let places = denseRanks(values)
    var atPlace = [CompensatedSum](repeating: CompensatedSum(), count: (places.max() ?? -1) + 1)
    for (place, weight) in zip(places, weights) { atPlace[place].add(weight) }
    var below = CompensatedSum()
    let ranks = atPlace.map { sum in
        let rank = below.value + sum.value / 2
        below.add(sum.value)
        return rank
    }
    return places.map { ranks[$0] }
}

/// The sums of a weighted correlation: first of the values, then of their deviations from the means.
private struct WeightedProducts {
    private var weight = CompensatedSum()
    private var sumX = CompensatedSum()
    private var sumY = CompensatedSum()
    private var sumXX = CompensatedSum()
    private var sumYY = CompensatedSum()
    private var sumXY = CompensatedSum()
    private var mean = (x: 0.0, y: 0.0)

    mutating func add(_ x: Double, _ y: Double, weight: Double) {
        self.weight.add(weight)
        sumX.add(x * weight)
        sumY.add(y * weight)
    }

    /// Takes the means; sums of deviations from them begin.
    mutating func centre() {
        mean = (sumX.value / weight.value, sumY.value / weight.value)
        (sumX, sumY) = (CompensatedSum(), CompensatedSum())
    }

    mutating func addDeviation(_ x: Double, _ y: Double, weight: Double) {
        let (x, y) = (x - mean.x, y - mean.y)
        sumX.add(x * weight)
        sumY.add(y * weight)
        sumXX.add(x * x * weight)
        sumYY.add(y * y * weight)
        sumXY.add(x * y * weight)
    }

    /// The means are rounded: what that adds to the products is taken out.
    var correlation: Double? {
        let total = weight.value
        let squaresX = sumXX.value - sumX.value * sumX.value / total
        let squaresY = sumYY.value - sumY.value * sumY.value / total
        let products = sumXY.value - sumX.value * sumY.value / total
        let norm = (squaresX * squaresY).squareRoot()
        return norm > 0 ? min(max(products / norm, -1), 1) : nil
    }
}
