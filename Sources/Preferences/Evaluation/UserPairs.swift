/// Pairs of items, user by user. A pair costs 8 bytes.
public struct UserPairs: Sendable {
    private var winners: [Int32] = []
    private var losers: [Int32] = []
    private var ends: [Int] = []

    public init() {}

    public var userCount: Int { ends.count }
    public var pairCount: Int { winners.count }

    /// The pairs added from here on belong to the next user.
    public mutating func beginUser() { ends.append(winners.count) }

    /// Adds a pair of the last user.
    public mutating func add(winner: Int, loser: Int) {
        if ends.isEmpty { beginUser() }
        winners.append(Int32(truncatingIfNeeded: winner))
        losers.append(Int32(truncatingIfNeeded: loser))
        ends[ends.count - 1] = winners.count
    }

    /// All pairs, counted.
    public var counted: CountedPairs {
        CountedPairs(
            winners.indices.lazy.map { CountedPairs.Entry(winner: Int(winners[$0]), loser: Int(losers[$0])) })
    }

    /// How well a reward ranks the pairs of each user.
    ///
    /// - Parameters:
    ///   - rewards: by item.
    ///   - editedBy: r0 by item; only pairs with d0 < 0 are then counted, the edited test side. The accuracy of r0
    ///     itself is 0 there by construction. nil for all pairs.
    public func tallies(_ rewards: [Double], editedBy reference: [Double]? = nil) -> [UserTally] {
        var first = 0
        return ends.map { end in
            var tally = UserTally()
            for pair in first..<end {
                let (winner, loser) = (Int(winners[pair]), Int(losers[pair]))
                if let reference, !(reference[winner] - reference[loser] < 0) { continue }
                tally.add(lead: rewards[winner] - rewards[loser])
            }
            first = end
            return tally
        }
    }

    /// How many pairs have d0 < 0.
    public func editedCount(by reference: [Double]) -> Int {
        zip(winners, losers).count { reference[Int($0)] - reference[Int($1)] < 0 }
    }
}
