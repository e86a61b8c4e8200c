/// Pairs of items, equal ones counted: a training set of millions of pairs often has few distinct ones.
public struct CountedPairs: Sendable, Equatable {
    /// One distinct pair.
    public struct Entry: Sendable, Equatable {
        public let winner: Int
        public let loser: Int
        public var count: Double

        public init(winner: Int, loser: Int, count: Double = 1) {
            (self.winner, self.loser, self.count) = (winner, loser, count)
        }
    }

    /// Distinct pairs, in the order of winner and loser.
    public let entries: [Entry]

    /// All pairs, equal ones included.
    public var total: Double { entries.reduce(0) { $0 + $1.count } }

    /// - Parameter pairs: in any order; item numbers from 0 to below 2^32.
    public init(_ pairs: some Sequence<Entry>) {
        var counts: [UInt64: Double] = [:]
        for pair in pairs {
            counts[
                UInt64(truncatingIfNeeded: pair.winner) << 32 | UInt64(UInt32(truncatingIfNeeded: pair.loser)),
                default: 0] += pair.count
        }
        entries = counts.keys.sorted().map { key in
            Entry(winner: Int(key >> 32), loser: Int(key & 0xFFFF_FFFF), count: counts[key] ?? 0)
        }
    }

    /// - Parameter wins: `wins[a][b]` is how often a won against b; the diagonal is ignored.
    public init(wins: [[Double]]) {
        self.init(
            wins.enumerated().flatMap { winner, row in
                row.enumerated().compactMap { loser, count in
                    winner == loser || count == 0 ? nil : Entry(winner: winner, loser: loser, count: count)
                }
            })
    }

    /// The pairs with their weights of training by a reference reward; pairs of weight 0 are left out.
    ///
    /// - Parameter reference: r0 by item, finite.
    public func weighted(
        _ selection: PairSelection, reference: [Double], _ weighting: PreferenceWeighting = .published
    ) -> [Entry] {
        entries.compactMap { entry in
            let weight = selection.weight(reference[entry.winner] - reference[entry.loser], weighting)
            guard weight > 0 else { return nil }
            return Entry(winner: entry.winner, loser: entry.loser, count: entry.count * weight)
        }
    }

    /// What a reference reward says about the pairs.
    public func summary(reference: [Double], _ weighting: PreferenceWeighting = .published) -> WeightSummary {
        var summary = WeightSummary(weighting)
        for entry in entries { summary.add(reference[entry.winner] - reference[entry.loser], count: entry.count) }
        return summary
    }
}
