import Statistics

/// What the reference says about the pairs of a group: how many are kept, what they weigh, how often it agrees.
public struct WeightSummary: Sendable {
    public let weighting: PreferenceWeighting
    /// All pairs, those without a gap too.
    public private(set) var pairs = 0.0
    /// Pairs with a reward on both sides.
    public private(set) var weighed = 0.0
    public private(set) var kept = 0.0
    /// Pairs with d0 > 0, and with d0 < 0; the others are ties.
    public private(set) var agreeing = 0.0
    public private(set) var disagreeing = 0.0
    private var weights = CompensatedSum()
    private var squares = CompensatedSum()

    public init(_ weighting: PreferenceWeighting = .published) { self.weighting = weighting }

    /// Adds pairs that have this gap.
    ///
    /// - Parameter gap: finite; nil if the reference has no reward for one side.
    public mutating func add(_ gap: Double?, count: Double = 1) {
        pairs += count
        guard let gap else { return }
        weighed += count
        if gap > 0 { agreeing += count }
        if gap < 0 { disagreeing += count }
        guard weighting.keeps(gap) else { return }
        let weight = weighting.weight(gap)
        kept += count
        weights.add(count * weight)
        squares.add(count * weight * weight)
    }

    /// Kept pairs among the weighed ones; nil without any. So are the other shares.
    public var keptRatio: Double? { share(kept) }
    /// How often the reference agrees, in per cent. A tie is no agreement.
    public var agreement: Double? { share(agreeing).map { 100 * $0 } }
    public var disagreement: Double? { share(disagreeing).map { 100 * $0 } }
    /// ΣW over the kept pairs.
    public var sumOfWeights: Double { weights.value }
    /// The mean of W over the kept pairs; nil without any.
    public var meanWeight: Double? { kept > 0 ? weights.value / kept : nil }
    /// Kish's effective number of kept pairs, (ΣW)²/ΣW²; nil without any.
    public var effectivePairs: Double? {
        squares.value > 0 ? weights.value * (weights.value / squares.value) : nil
    }

    private func share(_ count: Double) -> Double? { weighed > 0 ? count / weighed : nil }
}
