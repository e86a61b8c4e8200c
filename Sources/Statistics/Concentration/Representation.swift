import Foundation

/// How a unit's share of samples compares with its share of a reference, such as a country's of world population: 1
/// where they are equal, below where it has less than that.
///
/// Source: the location quotient of P. S. Florence, "Investment, Location, and Size of Plant" (1948).
public struct Representation: Sendable {
    /// The unit's share of the samples.
    public let share: Share
    /// The unit's share of the reference, above 0.
    public let reference: Double
    private let referenceShare: Share

    /// `nil` unless 0 ≤ k ≤ n and n > 0, finite, for the samples, and 0 < k ≤ n < ∞ for the reference.
    public init?(_ share: Share, reference: Share) {
        guard share.isValid, reference.isValid, reference.successes > 0 else { return nil }
        self.share = share
        self.reference = reference.value
        referenceShare = reference
    }

    /// The share of samples over the share of the reference, 0 or more.
    public var ratio: Double { scaledRatio.value }

    /// The logarithm of the ratio to base 2: 1 for twice as much, −1 for half; `nil` for a unit without samples.
    public var log2Ratio: Double? { share.successes > 0 ? scaledRatio.log2 : nil }

    private var scaledRatio: ScaledQuotient {
        ScaledQuotient([share.successes, referenceShare.trials], over: [share.trials, referenceShare.successes])
    }

    /// Wilson's interval of the share, over the share of the reference, which is taken as exactly known.
    public func interval(level: Double = 0.95) -> (low: Double, high: Double)? {
        share.wilson(level: level).map { ($0.low / reference, $0.high / reference) }
    }
}
