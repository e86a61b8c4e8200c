import Foundation

/// The results of resampling a statistic: its standard error, and two intervals.
public struct BootstrapInterval: Sendable, Equatable {
    /// The statistic of the sample itself.
    public let estimate: Double
    /// The standard deviation of the replicates.
    public let standardError: Double
    /// The percentile interval: the quantiles of the replicates at (1 − level)/2 and (1 + level)/2, straight between
    /// order statistics (type 7 of R. J. Hyndman and Y. Fan, The American Statistician 50 (1996) 361-365).
    public let low: Double
    public let high: Double
    /// The bias-corrected and accelerated interval (BCa), which moves the quantiles by the bias of the replicates and
    /// by how the standard error changes with the statistic; `nil` if all replicates lie on one side of the estimate.
    ///
    /// Source: B. Efron, "Better bootstrap confidence intervals", Journal of the American Statistical Association 82
    /// (1987) 171-185.
    public let bcaLow: Double?
    public let bcaHigh: Double?
    public let level: Double
    /// The number of replicates drawn.
    public let replicates: Int
    /// The number of replicates for which the statistic is not defined; the intervals are of the others.
    public let undefined: Int
    public let seed: UInt64

    /// - Parameters:
    ///   - sortedReplicates: at least one, ascending.
    ///   - leavingOneOut: the statistic without one unit, and the number of units of that kind.
    init(
        estimate: Double, sortedReplicates: [Double], leavingOneOut: [(value: Double, count: Double)],
        bootstrap: Bootstrap
    ) {
        self.estimate = estimate
        level = bootstrap.level
        seed = bootstrap.seed
        replicates = bootstrap.replicates
        undefined = bootstrap.replicates - sortedReplicates.count
        let count = Double(sortedReplicates.count)
        let mean = CompensatedSum(sortedReplicates).value / count
        let squares = CompensatedSum(sortedReplicates.lazy.map { ($0 - mean) * ($0 - mean) }).value
        standardError = (squares / max(count - 1, 1)).squareRoot()

        let tail = (1 - level) / 2
        low = quantile(sortedReplicates, tail)
        high = quantile(sortedReplicates, 1 - tail)

        // Replicates that equal the estimate count half.
        let below = Double(sortedReplicates.partitioningIndex { $0 >= estimate })
        let notAbove = Double(sortedReplicates.partitioningIndex { $0 > estimate })
        guard let bias = normalQuantile((below + notAbove) / 2 / count), let deviate = normalQuantile(tail) else {
            (bcaLow, bcaHigh) = (nil, nil)
            return
        }
        let acceleration = Self.acceleration(leavingOneOut)
        func moved(_ z: Double) -> Double {
            normalProbability(bias + (bias + z) / (1 - acceleration * (bias + z)))
        }
        bcaLow = quantile(sortedReplicates, moved(deviate))
        bcaHigh = quantile(sortedReplicates, moved(-deviate))
    }

    /// A sixth of the skewness of the statistic with one unit left out; 0 where it never changes.
    private static func acceleration(_ leavingOneOut: [(value: Double, count: Double)]) -> Double {
        func sum(_ term: ((value: Double, count: Double)) -> Double) -> Double {
            CompensatedSum(leavingOneOut.map(term)).value
        }
        let mean = sum { $0.value * $0.count } / sum(\.count)
        let squares = sum { $0.count * (mean - $0.value) * (mean - $0.value) }
        let cubes = sum { $0.count * (mean - $0.value) * (mean - $0.value) * (mean - $0.value) }
        return squares > 0 ? cubes / (6 * squares * squares.squareRoot()) : 0
    }
}

/// The quantile of ascending values, straight between the two next to it.
func quantile(_ sorted: [Double], _ probability: Double) -> Double {
    let position = min(max(probability, 0), 1) * Double(sorted.count - 1)
    let below = min(Int(position), sorted.count - 1)
    let above = min(below + 1, sorted.count - 1)
    return sorted[below] + (position - Double(below)) * (sorted[above] - sorted[below])
}

extension [Double] {
    /// The first index at which a condition holds, for values in which it holds from some index on.
    fileprivate func partitioningIndex(_ holds: (Double) -> Bool) -> Int {
        var (low, high) = (0, count)
        while low < high {
            let middle = (low + high) / 2
            if holds(self[middle]) { high = middle } else { low = middle + 1 }
        }
        return low
    }
}
