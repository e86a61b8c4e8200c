import Foundation

/// Two distributions over the same categories, from two columns of weights: what every divergence starts from.
///
/// All divergences share these rules. A row is a category, with its weight in the one group and in the other; a weight
/// of 0 is a category that the group lacks, and must be given as 0, not left out. There is no value (`nil`) where the
/// columns differ in length, where a weight is negative, infinite or NaN, or where all weights of a group are zero.
/// Sums run in an order fixed by the weights, so the order of the rows does not matter. Cost: n log n.
struct PairedShares {
    /// The shares of each category that one of the groups has, and p − q: to its last digits where the totals are whole
    /// numbers or nearly so, though the shares themselves are rounded and may differ in no digit.
    ///
    /// The logarithm of q is of the weight as it was given, where q itself may have lost digits or become 0.
    let rows: [(p: Double, q: Double, difference: Double, logQ: Double)]

    init?(_ p: [Double], _ q: [Double]) {
        guard p.count == q.count, let first = SortedWeights(p), let second = SortedWeights(q) else { return nil }
        let (scaleP, scaleQ) = (powerOfTwoScale(p), powerOfTwoScale(q))
        let (totalP, totalQ) = (first.total, second.total)
        let shiftQ: Double = Double(scaleQ.exponent) * log(2.0) - log(totalQ)
        rows = zip(p, q).map { x, weightQ in
            let (x, y) = (x * scaleP, weightQ * scaleQ)
            // p − q = (x·Q − y·P)/(P·Q), with the totals P and Q as exact as they are known.
            let numerator =
                differenceOfProducts(x, totalQ, y, totalP) + (x * second.totalRemainder - y * first.totalRemainder)
            let logQ = log(weightQ) + shiftQ
            return (p: x / totalP, q: y / totalQ, difference: numerator / totalP / totalQ, logQ: logQ)
        }
        .filter { $0.p > 0 || $0.q > 0 }
        .sorted { ($0.p, $0.q, $0.difference) < ($1.p, $1.q, $1.difference) }
    }

    /// The sum of `term(p, q, p − q)` over the categories.
    func sum(_ term: (_ p: Double, _ q: Double, _ difference: Double) -> Double) -> Double {
        CompensatedSum(rows.map { term($0.p, $0.q, $0.difference) }).value
    }
}
