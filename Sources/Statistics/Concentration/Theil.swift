import Foundation

/// Whether units that have nothing are units of a measure of inequality.
public enum Zeros: Sendable {
    /// A zero is a unit that has nothing.
    case kept
    /// Zeros have been removed before.
    case leftOut

    func applied(to weights: [Double]) -> [Double] {
        switch self {
        case .kept: weights
        case .leftOut: weights.filter { $0 != 0 }
        }
    }
}

/// Theil's T of the weights in nats: 0 where all n units are equal, ln n where one has everything.
///
/// T = (1/n)·Σ (x/μ)·ln(x/μ), μ the mean; it is ln n less the Shannon entropy. A zero adds 0 to the sum and one to n.
/// With groups it is the sum of the Theil's T of the groups, weighted by their shares of the total, and the one between
/// them.
///
/// `nil` if there are no weights, if one is negative, infinite or NaN, or if all are zero. The order of the weights
/// does not matter. Cost: n log n.
///
/// Source: H. Theil, "Economics and Information Theory" (1967), chapter 4.
public func theilT(_ weights: [Double], zeros: Zeros = .kept) -> Double? {
    guard let sorted = SortedWeights(zeros.applied(to: weights)) else { return nil }
    let mean = sorted.mean
    // Each term with μ − x added, which sums to 0: none is negative, and near equality nothing cancels.
    let terms = sorted.values.lazy.map { deviance($0, mean: mean, difference: sorted.aboveMean($0)) }
    return CompensatedSum(terms).value / sorted.total
}

/// Theil's L of the weights in nats, the mean logarithmic deviation: 0 where all units are equal, without upper limit.
///
/// L = (1/n)·Σ ln(μ/x), μ the mean. A unit that has nothing makes it infinite: there is no value then, unless zeros are
/// left out.
///
/// `nil` if there are no weights, if one is negative, infinite or NaN, if all are zero, or if it is infinite. The order
/// of the weights does not matter. Cost: n log n.
///
/// Source: H. Theil, "Economics and Information Theory" (1967), chapter 4.
public func theilL(_ weights: [Double], zeros: Zeros = .kept) -> Double? {
    guard let sorted = SortedWeights(zeros.applied(to: weights)), sorted.positiveCount == sorted.values.count else {
        return nil
    }
    return sorted.logarithmicDeviations / sorted.total
}

extension SortedWeights {
    /// μ·Σ ln(μ/x), over values above 0: each term with x − μ added, so that near equality nothing cancels.
    var logarithmicDeviations: Double {
        let mean = mean
        return CompensatedSum(
            values.indices.lazy.map { index in
                let value = values[index]
                return isExact(at: index)
                    ? deviance(mean, mean: value, difference: -aboveMean(value))
                    : mean * (log(mean) - logarithm(at: index)) + aboveMean(value)
            }
        ).value
    }
}
