/// The pairs of one turn after another, and their counts. Memory is that of one turn.
public struct TurnPairs: Sendable {
    /// A response of a turn.
    public struct Response: Sendable, Equatable {
        /// Its row in the data.
        public let row: Int
        /// Its position within the turn.
        public let position: Int
        public let score: Double
        public let isEmpty: Bool

        public init(row: Int, position: Int, score: Double, isEmpty: Bool = false) {
            (self.row, self.position, self.score, self.isEmpty) = (row, position, score, isEmpty)
        }
    }

    /// The text that PRISM writes for an empty response.
    public static let emptyMark = "EMPTY STRING"

    public let rule: PairRule
    public private(set) var counts = PairCounts()

    public init(_ rule: PairRule = .standard) { self.rule = rule }

    /// Every unordered pair of the responses with different scores; the higher score is chosen.
    ///
    /// - Parameters:
    ///   - turnHash: ``PairKey/hash(_:)`` of the name of the turn.
    ///   - responses: in the order in which pairs shall be made.
    ///   - body: is called for each pair.
    public mutating func rated(
        turnHash: UInt64, _ responses: some RandomAccessCollection<Response>, _ body: (PreferencePair) throws -> Void
    ) rethrows {
        count(responses)
        var widest: (pair: PreferencePair, positions: (Int, Int))?
        for (offset, one) in responses.enumerated() {
            for other in responses.dropFirst(offset + 1) {
                let gap = abs(one.score - other.score)
                guard gap > 0 else {
                    counts.ties += 1
                    continue
                }
                guard gap >= rule.leastGap else {
                    counts.belowLeastGap += 1
                    continue
                }
                let (chosen, rejected) = one.score > other.score ? (one, other) : (other, one)
                guard let pair = made(turnHash, chosen, rejected, gap: gap) else { continue }
                guard rule.onePerTurn else {
                    counts.pairs += 1
                    try body(pair)
                    continue
                }
                let positions = (min(one.position, other.position), max(one.position, other.position))
                if let found = widest {
                    counts.surplus += 1
                    if (-found.pair.gap, found.positions.0, found.positions.1) <= (-gap, positions.0, positions.1) {
                        continue
                    }
                }
                widest = (pair, positions)
            }
        }
        if let widest {
            counts.pairs += 1
            try body(widest.pair)
        }
    }

    /// The preferred response against each other one; never pairs among the others. The gap is 1.
    ///
    /// With one pair per turn, the other response is the first one.
    ///
    /// - Parameter preferred: the position of the preferred response.
    /// - Throws: `PreferenceReject.unknownPreference` if no response has this position, before anything is counted.
    public mutating func preferred(
        _ preferred: Int, turnHash: UInt64, _ responses: some RandomAccessCollection<Response>,
        _ body: (PreferencePair) -> Void
    ) throws(PreferenceReject) {
        guard let chosen = responses.first(where: { $0.position == preferred }) else {
            throw .unknownPreference(String(preferred))
        }
        count(responses)
        var isFirst = true
        for rejected in responses where rejected.position != preferred {
            guard let pair = made(turnHash, chosen, rejected, gap: 1) else { continue }
            guard isFirst || !rule.onePerTurn else {
                counts.surplus += 1
                continue
            }
            isFirst = false
            counts.pairs += 1
            body(pair)
        }
    }

    private mutating func count(_ responses: some RandomAccessCollection<Response>) {
        counts.turns += 1
        counts.responses += responses.count
        counts.emptyResponses += responses.count { $0.isEmpty }
        if responses.count < 2 { counts.singleResponses += 1 }
    }

    private mutating func made(
        _ turnHash: UInt64, _ chosen: Response, _ rejected: Response, gap: Double
    ) -> PreferencePair? {
        let hasEmpty = chosen.isEmpty || rejected.isEmpty
        if hasEmpty {
            counts.withEmpty += 1
            guard rule.includesEmpty else { return nil }
        }
        return PreferencePair(
            key: PairKey.key(turnHash: turnHash, chosen.position, rejected.position), chosen: chosen.row,
            rejected: rejected.row, gap: gap, hasEmpty: hasEmpty)
    }
}
