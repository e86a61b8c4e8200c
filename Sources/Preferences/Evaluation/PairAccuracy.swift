import Foundation
import Statistics

/// How often a reward ranks pairs as their users did, with an error that allows for pairs of one user being alike.
public struct PairAccuracy: Sendable, Equatable {
    /// Users with at least one test pair: the clusters.
    public let users: Int
    public let pairs: Double
    public let right: Double
    /// p = right/pairs, from 0 to 1.
    public let share: Double
    /// sqrt(m/(m − 1)·Σ(k − p·n)²)/Σn over the m users; `nil` for one user.
    public let clusteredError: Double?
    /// sqrt(p·(1 − p)/n), which takes pairs as independent.
    public let naiveError: Double

    /// Fewer pairs than this, or fewer users than ``leastUsers``, give a warning and no interval.
    public static let leastPairs = 30.0
    public static let leastUsers = 5

    /// - Parameter tallies: one per user; users without a pair change nothing.
    ///
    /// `nil` without a pair. Linear cost.
    public init?(_ tallies: some Sequence<UserTally>) {
        let present = tallies.filter { $0.pairs > 0 }
        let pairs = CompensatedSum(present.lazy.map(\.pairs)).value
        guard pairs > 0 else { return nil }
        let right = CompensatedSum(present.lazy.map(\.right)).value
        let share = right / pairs
        users = present.count
        (self.pairs, self.right, self.share) = (pairs, right, share)
        clusteredError = Self.error(present.map { ($0.right, $0.pairs) }, share: share, total: pairs)
        naiveError = (share * (1 - share) / pairs).squareRoot()
    }

    /// In per cent, as the paper prints it.
    public var percent: Double { 100 * share }

    /// Whether there are too few pairs or users for an interval.
    public var isSmall: Bool { pairs < Self.leastPairs || users < Self.leastUsers }

    /// Student's interval on the scale of log odds, with m − 1 degrees of freedom. `nil` if there are too few pairs or
    /// users, if no user differs from the mean, and unless 0 < `level` < 1.
    public func interval(level: Double = 0.95) -> (low: Double, high: Double)? {
        guard !isSmall, let error = clusteredError, error > 0, share > 0, share < 1,
            let quantile = studentQuantile(level: level, degrees: Double(users - 1))
        else { return nil }
        let distance = exp(quantile * error / (share * (1 - share)))
        return (share / (share + (1 - share) * distance), share * distance / (share * distance + (1 - share)))
    }

    /// The cluster-robust error of a ratio Σk/Σn.
    ///
    /// Source: W. G. Cochran, "Sampling Techniques" (1977), section 6.4.
    static func error(_ clusters: [(Double, Double)], share: Double, total: Double) -> Double? {
        guard clusters.count > 1 else { return nil }
        let squares = CompensatedSum(clusters.lazy.map { ($0 - share * $1) * ($0 - share * $1) }).value
        let count = Double(clusters.count)
        return (count / (count - 1) * squares).squareRoot() / total
    }
}
