import Foundation

/// The Gini index of the shares of a population over its categories, estimated from the counts of a sample, with its
/// interval.
///
/// Chance makes counts less equal than the shares that they are drawn from. A sample drawn from the counts is again
/// less equal: its G is greater by b(1) = Σ (E|D| − |d|)/(2S·n) over the pairs of categories, d the difference of their
/// counts and D normal around it with the variance x + y − d²/n. With twice this variance it is b(2), and the estimate
/// G − 3b(1) + b(2) is the parabola through G, G + b(1) and G + b(2), where the variance is that of no chance. (The
/// correction of Deltas, n/(n − 1), is another one: for units that are themselves drawn from more units.) The standard
/// error is that of G to the first order: the standard deviation of (2r − S − 1)/S among the samples, r the mid-rank of
/// their category, over √n. There is no interval unless the sample meets `IntervalRule`: 500 samples, 50 per category
/// on average and 25 of each, shares that differ by more than chance, and a bias of at most 0.75 standard errors.
///
/// `nil` by the rules of `WholeCounts`: counts must be whole; unless 0 < `level` < 1. Zeros change nothing: the index
/// is over the categories seen. Cost: n log n and the square of the number of different counts.
///
/// Source: G. Deltas, "The small-sample bias of the Gini coefficient", Review of Economics and Statistics 85 (2003)
/// 226-234, on the direction of the bias; the extrapolation to no noise J. R. Cook and L. A. Stefanski, Journal of the
/// American Statistical Association 89 (1994) 1314-1328; the linear form of G as in P. M. Dixon et al., Ecology 68
/// (1987) 1548-1551.
public func giniEstimate(
    _ counts: [Double], level: Double = 0.95, rule: IntervalRule = .derived
) -> MeasureEstimate? {
    guard let whole = WholeCounts(counts), level > 0, level < 1, let quantile = normalQuantile((1 - level) / 2),
        let index = gini(whole.counts)
    else { return nil }
    let levels = CountLevels(levels: whole.countsByLevel)
    let bias = levels.giniBias(samples: whole.total)
    let value = max(index - bias, 0)
    let error = levels.giniError(index, samples: whole.total)
    guard whole.meets(rule), whole.counts[0] >= rule.leastCount,
        bias <= error * rule.greatestBias(at: -quantile)
    else { return MeasureEstimate(value: value, low: nil, high: nil) }
    return MeasureEstimate(
        value: value, low: max(value + quantile * error, 0), high: min(value - quantile * error, 1))
}

/// The different counts, ascending, and how many categories have each.
private struct CountLevels {
    let levels: [(count: Double, categories: Double)]

    private var categories: Double { levels.reduce(0) { $0 + $1.categories } }

    func giniBias(samples n: Double) -> Double {
        var sum = CompensatedSum()
        // 3b(1) − b(2).
        func bias(_ d: Double, _ variance: Double) -> Double {
            3 * excess(d, variance: variance) - excess(d, variance: 2 * variance)
        }
        for (place, (x, ofX)) in levels.enumerated() {
            // Pairs of categories of equal count, each category with the others.
            sum.add(ofX * (ofX - 1) * bias(0, 2 * x))
            // Beyond nine deviations, here of twice the variance, it is below the last digit.
            for (y, ofY) in levels[..<place].reversed() {
                let difference = x - y
                let variance = x + y - difference * difference / n
                guard difference < 13 * variance.squareRoot() else { break }
                sum.add(2 * ofX * ofY * bias(difference, variance))
            }
        }
        return sum.value / (2 * categories * n)
    }

    /// E|D| − d of a normal D with mean d ≥ 0.
    private func excess(_ d: Double, variance: Double) -> Double {
        guard variance > 0 else { return 0 }
        let deviation = variance.squareRoot()
        let u = d / deviation
        guard u < 9 else { return 0 }
        return deviation * (2 / Double.pi).squareRoot() * exp(-u * u / 2) - d * erfc(u / 2.0.squareRoot())
    }

    func giniError(_ index: Double, samples n: Double) -> Double {
        let all = categories
        var (below, squares) = (0.0, CompensatedSum())
        for (count, ofCount) in levels {
            let slope = (2 * (below + (ofCount + 1) / 2) - all - 1) / all
            squares.add(ofCount * count / n * (slope - index) * (slope - index))
            below += ofCount
        }
        return (squares.value / n).squareRoot()
    }
}
