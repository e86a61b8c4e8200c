/// Which pairs are made of the responses of a turn.
public struct PairRule: Sendable, Equatable {
    /// Pairs whose scores differ by less are counted and not made. Equal scores never make a pair.
    public let leastGap: Double
    /// Make only the pair with the greatest gap of each turn; of equal gaps the one with the smallest positions.
    public let onePerTurn: Bool
    /// Make pairs with an empty response too.
    public let includesEmpty: Bool

    /// - Throws: `PreferenceError.leastGapOutOfRange` for a gap that is negative or not finite.
    public init(
        leastGap: Double = 0, onePerTurn: Bool = false, includesEmpty: Bool = false
    ) throws(PreferenceError) {
        guard leastGap >= 0, leastGap.isFinite else { throw .leastGapOutOfRange(leastGap) }
        (self.leastGap, self.onePerTurn, self.includesEmpty) = (leastGap, onePerTurn, includesEmpty)
    }

    private init() { (leastGap, onePerTurn, includesEmpty) = (0, false, false) }

    /// Every pair of different scores, without empty responses.
    public static let standard = PairRule()
}

/// How many pairs were made of how many turns, and why others were not.
public struct PairCounts: Sendable, Equatable {
    public var turns = 0
    public var responses = 0
    public var emptyResponses = 0
    /// Turns with fewer than two responses.
    public var singleResponses = 0
    public var pairs = 0
    public var ties = 0
    public var belowLeastGap = 0
    /// Pairs with an empty response, made or not; ties and small gaps are counted there.
    public var withEmpty = 0
    /// Pairs left out because their turn has one with a greater gap.
    public var surplus = 0

    public init() {}

    /// All unordered pairs of the turns: each is counted in exactly one way.
    public func total(_ rule: PairRule) -> Int {
        pairs + ties + belowLeastGap + surplus + (rule.includesEmpty ? 0 : withEmpty)
    }
}
