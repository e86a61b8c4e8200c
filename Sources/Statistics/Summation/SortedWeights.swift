import Foundation

/// Weights checked once and put in ascending order: what every measure of concentration and diversity starts from.
///
/// All measures of weights share these rules. There is no value (`nil`) where there are no weights, where a weight is
/// negative, infinite or NaN, or where all weights are zero. Sums run in ascending order whatever the order given, so a
/// table gives the same bytes each time, however its rows happened to arrive.
///
/// Cost: n log n time, one copy.
struct SortedWeights {
    /// The weights, ascending, zeros included, times a power of two that makes the largest lie in 1..<2.
    ///
    /// A positive weight more than 2^1022 times smaller than the largest may become zero here; see `logarithm(at:)`.
    let values: [Double]
    /// The power of two that `values` are the weights times.
    let scale: Double
    /// The logarithms of the first `values`, as far as they are so small that they have lost digits.
    private let smallLogarithms: [Double]
    /// The number of weights above zero: the categories observed.
    let positiveCount: Int
    /// The sum of `values`, at least 1.
    let total: Double
    /// What rounding leaves out of `total`.
    let totalRemainder: Double
    /// The sum of all `values` but the largest.
    let totalBelowLargest: Double

    init?(_ weights: [Double]) {
        guard weights.allSatisfy({ $0.isFinite && $0 >= 0 }) else { return nil }
        positiveCount = weights.reduce(0) { $1 > 0 ? $0 + 1 : $0 }
        guard positiveCount > 0 else { return nil }
        let scale = powerOfTwoScale(weights)
        self.scale = scale
        values = weights.map { $0 * scale }.sorted()
        smallLogarithms = weights.filter { $0 * scale < Self.leastExact }.sorted()
            .map { log($0) + Double(scale.exponent) * log(2) }
        var sum = CompensatedSum(values.dropLast())
        totalBelowLargest = sum.value
        sum.add(values[values.count - 1])
        total = sum.value
        totalRemainder = sum.remainder
    }

    /// The number of units, including those with weight 0.
    var count: Double { Double(values.count) }

    /// Below this a scaled weight may have lost digits.
    private static let leastExact = 0x1p-960

    /// The natural logarithm of `values[index]` before it was rounded to a double; −∞ of a zero.
    func logarithm(at index: Int) -> Double {
        index < smallLogarithms.count ? smallLogarithms[index] : log(values[index])
    }

    /// Whether `values[index]` has all digits of its weight, and its quotients with other values are in range.
    func isExact(at index: Int) -> Bool { index >= smallLogarithms.count }

    /// The mean of `values`.
    var mean: Double { total / count }

    /// How far one of `values` is above the mean, to its last digits: 0 where all are equal, though their mean be
    /// rounded.
    func aboveMean(_ value: Double) -> Double {
        ((-total).addingProduct(value, count) - totalRemainder) / count
    }

    /// The largest weight, in the scale of `values`.
    var largest: Double { values[values.count - 1] }

    /// The natural logarithm of the largest share.
    ///
    /// A share near 1 has lost the digits that tell how far from 1 it is; the sum of the others still has them.
    var logLargestShare: Double {
        largest > totalBelowLargest ? log1p(-totalBelowLargest / total) : log(largest / total)
    }

    /// The sum of `term(p, ln p)` over the positive shares p, ascending.
    func sumOverShares(_ term: (_ share: Double, _ logShare: Double) -> Double) -> Double {
        var sum = CompensatedSum()
        for value in values.dropLast() where value > 0 {
            let share = value / total
            // A ratio can leave the range of `Double` downwards; such a share adds nothing to any sum.
            if share > 0 { sum.add(term(share, log(share))) }
        }
        sum.add(term(largest / total, logLargestShare))
        return sum.value
    }
}
