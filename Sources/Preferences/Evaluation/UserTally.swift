/// The test pairs of one user, and how many of them a reward ranks right.
public struct UserTally: Sendable, Equatable {
    /// Pairs with r(chosen) > r(rejected). A tie is wrong.
    public var right: Double
    public var pairs: Double

    public init(right: Double = 0, pairs: Double = 0) { (self.right, self.pairs) = (right, pairs) }

    /// Adds pairs whose chosen response is ahead by `lead`.
    public mutating func add(lead: Double, count: Double = 1) {
        pairs += count
        if lead > 0 { right += count }
    }
}
