/// Two responses of one turn, the chosen one first.
public struct PreferencePair: Sendable, Equatable {
    /// See ``PairKey``.
    public let key: UInt64
    /// Rows of the responses, as they were added.
    public let chosen: Int
    public let rejected: Int
    /// The difference of the scores, above 0; 1 where a response was preferred without scores.
    public let gap: Double
    /// Whether one of the responses is empty.
    public let hasEmpty: Bool

    public init(key: UInt64, chosen: Int, rejected: Int, gap: Double, hasEmpty: Bool) {
        (self.key, self.chosen, self.rejected) = (key, chosen, rejected)
        (self.gap, self.hasEmpty) = (gap, hasEmpty)
    }
}
