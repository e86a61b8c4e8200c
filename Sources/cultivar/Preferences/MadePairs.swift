import Preferences

/// The pairs of a store as columns of numbers, before they are written.
struct MadePairs {
    /// Indices of responses.
    private(set) var chosen: [Int32] = []
    private(set) var rejected: [Int32] = []
    private(set) var gaps: [Double] = []
    private(set) var keys: [UInt64] = []
    private(set) var hasEmpty: [Bool] = []
    private(set) var turns: [Int32] = []
    private(set) var turnCounts: [TurnCount] = []
    private(set) var counts = PairCounts()
    /// Responses that no pair can be made of, by the reason.
    private(set) var unusable: [Unusable: Int] = [:]
    /// The first rows of each reason, by their ids.
    private(set) var examples: [Unusable: [Int]] = [:]

    /// Why a response is in no pair.
    enum Unusable: String, CaseIterable {
        case withoutScore = "without a score"
        case repeatedPosition = "at a position that its turn has already"
        case withoutPreference = "of a turn without one preferred response"
    }

    /// What became of the pairs of one turn.
    struct TurnCount {
        let turn: Int
        /// A response of the turn.
        let response: Int
        var counts: PairCounts
    }

    var count: Int { chosen.count }

    /// - Throws: `PreferenceCommandError.noRatings` if no turn has a score or a preferred response.
    init(_ responses: StoredResponses, _ rule: PairRule) throws {
        let order = Self.responsesByTurn(responses)
        var pairs = TurnPairs(rule)
        var isRated = false
        for turn in responses.turns.names.indices {
            let rows = order.rows[order.starts[turn]..<order.starts[turn + 1]]
            let before = pairs.counts
            isRated = make(turn, Array(rows), responses, &pairs) || isRated
            if let first = rows.first {
                turnCounts.append(TurnCount(turn: turn, response: first, counts: pairs.counts.since(before)))
            }
        }
        counts = pairs.counts
        guard isRated else { throw PreferenceCommandError.noRatings }
    }

    /// Responses in the order of their turns, and where each turn starts.
    private static func responsesByTurn(_ responses: StoredResponses) -> (rows: [Int], starts: [Int]) {
        var starts = [Int](repeating: 0, count: responses.turns.names.count + 1)
        for turn in responses.turnOfResponse { starts[Int(turn) + 1] += 1 }
        for turn in 1..<max(1, starts.count) { starts[turn] += starts[turn - 1] }
        var next = starts
        var rows = [Int](repeating: 0, count: responses.count)
        for (row, turn) in responses.turnOfResponse.enumerated() {
            rows[next[Int(turn)]] = row
            next[Int(turn)] += 1
        }
        return (rows, starts)
    }

    /// Makes the pairs of a turn: by the scores if it has any, else by the preferred response.
    ///
    /// - Returns: whether it has one of both.
    private mutating func make(
        _ turn: Int, _ rows: [Int], _ responses: StoredResponses, _ pairs: inout TurnPairs
    ) -> Bool {
        let isScored = rows.contains { !responses.scores[$0].isNaN }
        var members: [TurnPairs.Response] = []
        for row in rows {
            let position = Int(responses.positions[row])
            if isScored, responses.scores[row].isNaN {
                note(.withoutScore, row)
            } else if members.contains(where: { $0.position == position }) {
                note(.repeatedPosition, row)
            } else {
                members.append(
                    .init(
                        row: row, position: position, score: responses.scores[row], isEmpty: responses.isEmpty[row]))
            }
        }
        members.sort { $0.position < $1.position }
        let first = rows.first ?? 0
        let user = Int(responses.userOfResponse[first])
        let hash = PairKey.hash(responses.nameOfTurn(turn, user: user))
        if isScored {
            pairs.rated(turnHash: hash, members) { add($0, turn) }
            return true
        }
        let preferred = members.filter { responses.isChosen[$0.row] }
        guard preferred.count == 1 else {
            // A conversation that ended before this turn has neither responses nor a preferred one.
            if preferred.isEmpty, members.allSatisfy(\.isEmpty) { return false }
            for row in rows { note(.withoutPreference, row) }
            return false
        }
        // The position is that of a member, so there is nothing to reject.
        try? pairs.preferred(preferred[0].position, turnHash: hash, members) { add($0, turn) }
        return true
    }

    private mutating func add(_ pair: PreferencePair, _ turn: Int) {
        chosen.append(Int32(pair.chosen))
        rejected.append(Int32(pair.rejected))
        gaps.append(pair.gap)
        keys.append(pair.key)
        hasEmpty.append(pair.hasEmpty)
        turns.append(Int32(turn))
    }

    private mutating func note(_ reason: Unusable, _ row: Int) {
        unusable[reason, default: 0] += 1
        if examples[reason, default: []].count < 3 { examples[reason, default: []].append(row + 1) }
    }
}

extension PairCounts {
    /// What was added since.
    fileprivate func since(_ before: PairCounts) -> PairCounts {
        var added = PairCounts()
        added.turns = turns - before.turns
        added.responses = responses - before.responses
        added.emptyResponses = emptyResponses - before.emptyResponses
        added.singleResponses = singleResponses - before.singleResponses
        added.pairs = pairs - before.pairs
        added.ties = ties - before.ties
        added.belowLeastGap = belowLeastGap - before.belowLeastGap
        added.withEmpty = withEmpty - before.withEmpty
        added.surplus = surplus - before.surplus
        return added
    }
}
