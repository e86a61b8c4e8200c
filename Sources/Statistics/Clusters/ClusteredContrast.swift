import Foundation

/// The difference and the ratio of the shares of two groups of clustered samples, such as two stages with their
/// sources.
///
/// A cluster that has samples in both groups is a pair: what its samples have in common cancels in the difference. With
/// clusters as a sample (`ClusterBasis.clusters`, where both shares allow it) the variance is CR2 over clusters, of e₂
/// − e₁ for the difference and of e₂/p₂ − e₁/p₁ for the logarithm of the ratio; the intervals are Student's at
/// Satterthwaite's degrees of freedom. With clusters fixed they are Newcombe's and MOVER-R at the effective number of
/// each stratified sample, the groups independent, as they then are.
///
/// Source: see `ClusterVariance`, `ClusteredShare`, `shareDifferenceInterval` and `shareRatioInterval`.
public struct ClusteredContrast: Sendable {
    /// p₂ − p₁.
    public let difference: Double
    /// p₂/p₁; `nil` where p₁ is 0.
    public let ratio: Double?
    /// The number of clusters with samples in either group, and in both.
    public let clusters: Int
    public let pairs: Int
    public let basis: ClusterBasis
    /// Of the difference; `nil` if the clusters are taken as fixed.
    public let degrees: Double?

    private let first: ClusterGroup
    private let second: ClusterGroup
    private let differenceVariance: ClusterVariance?
    private let ratioVariance: ClusterVariance?

    /// - Parameter clusters: each cluster's tallies in both groups, 0 of 0 where it is not in one.
    ///
    /// `nil` unless 0 ≤ k ≤ n < ∞ in each, and both groups have samples. The order does not matter. Cost: m log m.
    public init?(_ clusters: [(first: ClusterTally, second: ClusterTally)]) {
        let ordered = clusters.sorted { one, other in
            (one.first.trials, one.first.successes, one.second.trials, one.second.successes)
                < (other.first.trials, other.first.successes, other.second.trials, other.second.successes)
        }
        guard let first = ClusterGroup(ordered.map(\.first)), let second = ClusterGroup(ordered.map(\.second)) else {
            return nil
        }
        self.first = first
        self.second = second
        difference = second.share - first.share
        ratio = first.share > 0 ? second.share / first.share : nil
        self.clusters = ordered.count { $0.first.trials > 0 || $0.second.trials > 0 }
        pairs = ordered.count { $0.first.trials > 0 && $0.second.trials > 0 }
        let varies = first.canVary && second.canVary
        let variance = varies ? Self.variance(first, second, scale: (-1, 1)) : nil
        let isUsable = (variance?.variance ?? 0) > 0
        basis = isUsable ? .clusters : .fixed
        differenceVariance = isUsable ? variance : nil
        degrees = differenceVariance?.degrees
        ratioVariance = isUsable ? Self.variance(first, second, scale: (-1 / first.share, 1 / second.share)) : nil
    }

    private static func variance(
        _ first: ClusterGroup, _ second: ClusterGroup, scale: (Double, Double)
    ) -> ClusterVariance {
        func part(_ group: ClusterGroup, _ scale: Double) -> ClusterVariance.Part {
            .init(group, factor: scale, unit: scale * scale * group.share * (1 - group.share))
        }
        return ClusterVariance([part(first, scale.0), part(second, scale.1)])
    }

    /// `nil` unless 0 < `level` < 1.
    public func differenceInterval(level: Double = 0.95) -> (low: Double, high: Double)? {
        guard let differenceVariance else {
            return shareDifferenceInterval(second.fixedShare, first.fixedShare, level: level)
        }
        return studentQuantile(level: level, degrees: differenceVariance.degrees).map { quantile in
            let half = quantile * differenceVariance.variance.squareRoot()
            return (max(difference - half, -1), min(difference + half, 1))
        }
    }

    /// The high bound is `nil`, without bound, where the first share is 0.
    public func ratioInterval(level: Double = 0.95) -> (low: Double, high: Double?)? {
        guard let ratioVariance, let ratio else {
            return shareRatioInterval(second.fixedShare, first.fixedShare, level: level)
        }
        return studentQuantile(level: level, degrees: ratioVariance.degrees).map { quantile in
            let distance = exp(quantile * ratioVariance.variance.squareRoot())
            return (ratio / distance, ratio * distance)
        }
    }

    /// The two-sided probability of a difference as great where there is none: by Student's t over clusters, by the
    /// score test where they are fixed. `nil` if both shares are 0 or both are 1.
    public var probability: Double? {
        guard let differenceVariance else { return shareDifferenceProbability(second.fixedShare, first.fixedShare) }
        return studentTwoSided(
            difference / differenceVariance.variance.squareRoot(), degrees: differenceVariance.degrees)
    }
}
