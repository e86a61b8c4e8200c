import Statistics

/// How people, or a model, spread over the options of one question.
public struct OptionDistribution: Sendable, Hashable {
    /// The weight of each option, 0 or more: counts, sums of weights or shares.
    public let weights: [Double]

    /// Nil unless there are at least two options, each weight is finite and not negative, and one is above 0.
    public init?(_ weights: [Double]) {
        guard weights.count > 1, weights.allSatisfy({ $0 >= 0 && $0.isFinite }), weights.contains(where: { $0 > 0 })
        else { return nil }
        self.weights = weights
    }

    /// Total variation to another distribution over the same options, from 0 to 1; nil if they differ in number.
    public func totalVariation(to other: OptionDistribution) -> Double? {
        Statistics.totalVariation(weights, other.weights)
    }

    /// The distribution of who picks an option blindly.
    public var uniform: OptionDistribution? { OptionDistribution(weights.map { _ in 1 }) }

    /// The distance of the cumulative shares, options one step apart: Wasserstein-1 on the scale. Nil if the options
    /// differ in number.
    ///
    /// W = Σ |F(i) − G(i)| over the options except the last.
    public func wasserstein(to other: OptionDistribution) -> Double? {
        guard weights.count == other.weights.count else { return nil }
        let (total, otherTotal) = (CompensatedSum(weights).value, CompensatedSum(other.weights).value)
        var (own, theirs, distance) = (0.0, 0.0, 0.0)
        for (weight, otherWeight) in zip(weights, other.weights).dropLast() {
            own += weight / total
            theirs += otherWeight / otherTotal
            distance += abs(own - theirs)
        }
        return distance
    }
}
