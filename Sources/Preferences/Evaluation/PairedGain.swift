import Statistics

/// What one reward gains over another on the same pairs.
public struct PairedGain: Sendable, Equatable {
    public let users: Int
    public let pairs: Double
    /// The difference of the shares, from −1 to 1.
    public let difference: Double
    /// By the differences of each user, clusters as in ``PairAccuracy``; `nil` for one user.
    public let clusteredError: Double?

    /// - Parameters:
    ///   - before, after: one tally per user, in the same order, over the same pairs.
    /// - Throws: `PreferenceError.lengthsDiffer` if users or their pairs are not the same.
    ///
    /// `nil` without a pair.
    public init?(before: [UserTally], after: [UserTally]) throws(PreferenceError) {
        guard before.count == after.count else {
            throw .lengthsDiffer("users before", before.count, "users after", after.count)
        }
        var clusters: [(Double, Double)] = []
        for (one, other) in zip(before, after) {
            guard one.pairs == other.pairs else {
                throw .lengthsDiffer("pairs before", Int(one.pairs), "pairs after", Int(other.pairs))
            }
            if one.pairs > 0 { clusters.append((other.right - one.right, one.pairs)) }
        }
        let pairs = CompensatedSum(clusters.lazy.map(\.1)).value
        guard pairs > 0 else { return nil }
        users = clusters.count
        self.pairs = pairs
        difference = CompensatedSum(clusters.lazy.map(\.0)).value / pairs
        clusteredError = PairAccuracy.error(clusters, share: difference, total: pairs)
    }

    /// In points of per cent.
    public var points: Double { 100 * difference }
    public var isSmall: Bool { pairs < PairAccuracy.leastPairs || users < PairAccuracy.leastUsers }

    /// Student's interval with users − 1 degrees of freedom. `nil` as for ``PairAccuracy/interval(level:)``.
    public func interval(level: Double = 0.95) -> (low: Double, high: Double)? {
        guard !isSmall, let error = clusteredError, error > 0,
            let quantile = studentQuantile(level: level, degrees: Double(users - 1))
        else { return nil }
        return (max(difference - quantile * error, -1), min(difference + quantile * error, 1))
    }

    /// The two-sided probability of such a difference without a true one, for Holm's adjustment over countries; `nil`
    /// as for the interval.
    public var probability: Double? {
        guard !isSmall, let error = clusteredError, error > 0 else { return nil }
        return studentTwoSided(difference / error, degrees: Double(users - 1))
    }
}
