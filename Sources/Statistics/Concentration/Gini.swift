/// The Gini coefficient of the weights, over the units given: 0 where all are equal, (n − 1)/n where one has
/// everything.
///
/// G = Σᵢ (2i − n − 1)·xᵢ / (n·Σx), with x ascending and i = 1…n. This is half the relative mean absolute difference of
/// the population; there is no n/(n − 1) correction.
///
/// The units are the weights given: a zero is a unit that has nothing and raises the coefficient. Leave zeros out for
/// the coefficient over observed categories, or add them for one over a fixed universe.
///
/// `nil` if there are no weights, if one is negative, infinite or NaN, or if all are zero. The order of the weights
/// does not matter. Cost: n log n.
///
/// Source: C. Dagum, "Gini ratio", The New Palgrave Dictionary of Economics (1987); P. M. Dixon et al., "Bootstrapping
/// the Gini coefficient of inequality", Ecology 68 (1987) 1548-1551, before its small-sample correction.
public func gini(_ weights: [Double]) -> Double? {
    guard let sorted = SortedWeights(weights) else { return nil }
    let values = sorted.values
    let count = values.count
    // The coefficients of the i-th smallest and the i-th largest unit are opposite. Taken in pairs no term is negative,
    // so nothing cancels, and equal weights give exactly 0.
    var sum = CompensatedSum()
    for upper in (count / 2)..<count {
        let lower = count - 1 - upper
        sum.add(Double(upper - lower) * (values[upper] - values[lower]))
    }
    return sum.value / (Double(count) * sorted.total)
}
