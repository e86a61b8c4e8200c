import Foundation

/// A share of samples in clusters such as sources, with an interval that takes the clusters into account.
///
/// Where the clusters can be treated as a sample (`ClusterBasis.clusters`) the interval is logit(p) ± t·s/(p(1 − p)),
/// with s² the variance CR2 over clusters and t Student's quantile at Satterthwaite's degrees of freedom. Where they
/// are too few, or too unequal, they are taken as fixed (`ClusterBasis.fixed`): Wilson's interval at the number of
/// independent samples with the same variance as the stratified sample. One cluster gives Wilson's interval at Kish's
/// number.
///
/// The design effect is the variance over clusters divided by p(1 − p)/n, n Kish's number; n divided by it is the
/// effective number of samples of Rao and Scott.
///
/// Source: J. N. K. Rao and A. J. Scott, "A simple method for the analysis of clustered binary data", Biometrics 48
/// (1992) 577-585; for the logit scale E. L. Korn and B. I. Graubard, "Confidence intervals for proportions with small
/// expected number of positive counts estimated from survey data", Survey Methodology 24 (1998) 193-201; for the rest
/// see `ClusterVariance`.
public struct ClusteredShare: Sendable {
    public let share: Double
    /// The number of clusters that have samples.
    public let clusters: Int
    /// Kish's effective number of samples, without regard to clusters.
    public let effectiveTrials: Double
    /// The variance over clusters divided by that of as many independent samples. `nil` for one cluster, and for a
    /// share of 0 or 1. With two or three clusters it is itself uncertain.
    public let designEffect: Double?
    public let basis: ClusterBasis
    /// Satterthwaite's degrees of freedom; `nil` if the clusters are taken as fixed.
    public let degrees: Double?

    private let group: ClusterGroup
    private let variance: ClusterVariance?

    /// - Parameter clusters: one tally per cluster; those without samples change nothing.
    ///
    /// `nil` unless 0 ≤ k ≤ n < ∞ in each, and some cluster has samples. The order does not matter. Cost: m log m.
    public init?(_ clusters: [ClusterTally]) {
        let ordered = clusters.filter { $0.trials != 0 || !$0.isValid }.sorted {
            ($0.trials, $0.successes, $0.squares) < ($1.trials, $1.successes, $1.squares)
        }
        guard let group = ClusterGroup(ordered) else { return nil }
        self.group = group
        share = group.share
        self.clusters = ordered.count
        effectiveTrials = group.total.effectiveTrials
        let several = ordered.count > 1 && ordered.allSatisfy { $0.trials < group.total.trials }
        let variance = several ? ClusterVariance([.init(group)]) : nil
        let binomial = share * (1 - share) / effectiveTrials
        designEffect = binomial > 0 ? variance.map { $0.variance / binomial } : nil
        let varies = group.canVary && (variance?.variance ?? 0) > 0
        basis = varies ? .clusters : .fixed
        degrees = varies ? variance?.degrees : nil
        self.variance = varies ? variance : nil
    }

    /// The standard error over clusters; `nil` if they are taken as fixed.
    public var standardError: Double? { variance.map { $0.variance.squareRoot() } }

    /// `nil` unless 0 < `level` < 1.
    public func interval(level: Double = 0.95) -> (low: Double, high: Double)? {
        guard let standardError, let degrees else { return group.fixedShare.wilson(level: level) }
        guard let quantile = studentQuantile(level: level, degrees: degrees) else { return nil }
        let distance = exp(quantile * standardError / (share * (1 - share)))
        // The odds divided and multiplied by the distance.
        return (share / (share + (1 - share) * distance), share * distance / (share * distance + (1 - share)))
    }
}
