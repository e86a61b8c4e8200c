/// Rated responses in any order, gathered by turn, that is by user and interaction.
///
/// Rows of a turn need not follow each other. Each row costs 32 bytes and one look into a hash table.
public struct RatedTurns: Sendable {
    /// The scores that are allowed; PRISM's are 1 to 100.
    public let scale: ClosedRange<Double>
    public static let greatestPosition = Int(UInt16.max)

    private struct Turn: Hashable {
        let user: Int
        let interaction: Int
    }

    private var turns: [Turn: Int] = [:]
    private var hashes: [UInt64] = []
    /// By turn: its last response, in a chain that leads to the ones before.
    private var lasts: [Int] = []
    private var responses: [(response: TurnPairs.Response, previous: Int)] = []

    public init(scale: ClosedRange<Double> = 1...100) { self.scale = scale }

    public var turnCount: Int { lasts.count }
    public var responseCount: Int { responses.count }

    /// Adds a response.
    ///
    /// - Parameters:
    ///   - user, interaction: codes of the user and of the turn.
    ///   - turnName: the name of the turn, for the key of its pairs; evaluated at the first response of each turn.
    ///   - position: within the turn, from 0.
    ///   - score: nil where the file has no number.
    ///   - row: what the pairs call the response, such as its row id.
    /// - Throws: `PreferenceReject` for a score outside the scale or missing, and a position that is repeated or out of
    ///   range. The response is then not added.
    public mutating func add(
        user: Int, interaction: Int, turnName: @autoclosure () -> String, position: Int, score: Double?,
        isEmpty: Bool = false, row: Int
    ) throws(PreferenceReject) {
        guard let score, !score.isNaN else { throw .scoreNotANumber }
        guard scale.contains(score) else { throw .scoreOutOfRange(score, allowed: scale) }
        guard (0...Self.greatestPosition).contains(position) else { throw .positionOutOfRange(position) }
        let turn = Turn(user: user, interaction: interaction)
        let number: Int
        if let known = turns[turn] {
            number = known
            var previous = lasts[number]
            while previous >= 0 {
                if responses[previous].response.position == position { throw .repeatedPosition(position) }
                previous = responses[previous].previous
            }
        } else {
            number = lasts.count
            turns[turn] = number
            hashes.append(PairKey.hash(turnName()))
            lasts.append(-1)
        }
        let response = TurnPairs.Response(row: row, position: position, score: score, isEmpty: isEmpty)
        responses.append((response, lasts[number]))
        lasts[number] = responses.count - 1
    }

    /// Calls `body` for each pair: turns in the order of their first response, positions in ascending order.
    public func forEachPair(
        _ rule: PairRule = .standard, _ body: (PreferencePair) throws -> Void
    ) rethrows -> PairCounts {
        var pairs = TurnPairs(rule)
        var turn: [TurnPairs.Response] = []
        for (number, last) in lasts.enumerated() {
            turn.removeAll(keepingCapacity: true)
            var current = last
            while current >= 0 {
                turn.append(responses[current].response)
                current = responses[current].previous
            }
            turn.sort { $0.position < $1.position }
            try pairs.rated(turnHash: hashes[number], turn, body)
        }
        return pairs.counts
    }
}
