import Preferences
import TestSupport
import Testing

@Suite struct PairTests {
    private typealias Response = TurnPairs.Response

    private func pairs(
        _ scores: [Double], empty: Set<Int> = [], rule: PairRule = .standard
    ) -> (pairs: [PreferencePair], counts: PairCounts) {
        var turns = TurnPairs(rule)
        var pairs: [PreferencePair] = []
        let responses = scores.enumerated().map { position, score in
            Response(row: 10 + position, position: position, score: score, isEmpty: empty.contains(position))
        }
        turns.rated(turnHash: PairKey.hash("int1"), responses) { pairs.append($0) }
        return (pairs, turns.counts)
    }

    @Test func aTurnOfFourGivesSixPairs() {
        let (pairs, counts) = pairs([10, 40, 30, 20])
        #expect(pairs.count == 6)
        #expect(counts.pairs == 6)
        #expect(pairs.allSatisfy { $0.gap > 0 })
        #expect(
            pairs.map { [$0.chosen, $0.rejected] } == [
                [11, 10], [12, 10], [13, 10], [11, 12], [11, 13], [12, 13],
            ])
    }

    @Test func tiesAndSmallGapsAreCountedAndNotMade() throws {
        let (made, counts) = pairs([50, 50, 53], rule: try PairRule(leastGap: 5))
        #expect(made.isEmpty)
        #expect(counts.ties == 1)
        #expect(counts.belowLeastGap == 2)
        #expect(pairs([50, 55], rule: try PairRule(leastGap: 5)).pairs.count == 1)
    }

    @Test func onePairPerTurnIsThatWithTheGreatestGap() throws {
        let rule = try PairRule(onePerTurn: true)
        let (one, counts) = pairs([10, 40, 30, 20], rule: rule)
        #expect(one.map { [$0.chosen, $0.rejected] } == [[11, 10]])
        #expect(counts.pairs == 1)
        #expect(counts.surplus == 5)
        // Of equal gaps the smallest positions win.
        #expect(pairs([10, 20, 10, 20], rule: rule).pairs.map { [$0.chosen, $0.rejected] } == [[11, 10]])
    }

    @Test func emptyResponsesAreFlaggedAndLeftOutUnlessAskedFor() throws {
        let (without, counts) = pairs([10, 40, 30], empty: [1])
        #expect(without.count == 1)
        #expect(counts.withEmpty == 2)
        #expect(counts.emptyResponses == 1)
        let (with, all) = pairs([10, 40, 30], empty: [1], rule: try PairRule(includesEmpty: true))
        #expect(with.count == 3)
        #expect(with.filter(\.hasEmpty).count == 2)
        #expect(all.pairs == 3)
    }

    @Test(arguments: [-1, .nan, .infinity]) func leastGapOutOfRange(_ gap: Double) {
        #expect(throws: PreferenceError.self) { try PairRule(leastGap: gap) }
    }

    @Test func everyPairIsCountedOnce() throws {
        var generator = SeededGenerator(seed: 8)
        for rule in [PairRule.standard, try PairRule(leastGap: 2, onePerTurn: true, includesEmpty: true)] {
            var turns = TurnPairs(rule)
            var all = 0
            for turn in 0..<300 {
                let count = Int.random(in: 1...5, using: &generator)
                all += count * (count - 1) / 2
                let responses = (0..<count).map { position in
                    Response(
                        row: position, position: position, score: Double(Int.random(in: 1...6, using: &generator)),
                        isEmpty: generator.chance(1, in: 10))
                }
                turns.rated(turnHash: UInt64(turn), responses) { pair in
                    #expect(responses[pair.chosen].score - responses[pair.rejected].score == pair.gap)
                    #expect(pair.gap >= rule.leastGap)
                }
            }
            #expect(turns.counts.total(rule) == all)
            #expect(turns.counts.turns == 300)
        }
    }

    @Test func thePreferredResponseAgainstTheOthers() throws {
        var turns = TurnPairs()
        var pairs: [PreferencePair] = []
        let responses = (0..<4).map { Response(row: $0, position: $0, score: 0) }
        try turns.preferred(2, turnHash: 1, responses) { pairs.append($0) }
        #expect(pairs.map { [$0.chosen, $0.rejected] } == [[2, 0], [2, 1], [2, 3]])
        #expect(pairs.allSatisfy { $0.gap == 1 })
        #expect(throws: PreferenceReject.unknownPreference("9")) {
            try turns.preferred(9, turnHash: 1, responses) { _ in }
        }
        #expect(turns.counts.turns == 1)
        var single = TurnPairs(try PairRule(onePerTurn: true))
        try single.preferred(0, turnHash: 1, responses) { #expect($0.rejected == 1) }
        #expect(single.counts.surplus == 2)
    }

    @Test func keysAreStableAndDiffer() {
        // Written down once: stores keep these keys.
        #expect(PairKey.hash("") == 0xCBF2_9CE4_8422_2325)
        #expect(PairKey.hash("a") == 0xAF63_DC4C_8601_EC8C)
        #expect(PairKey.key(turn: "int1", 0, 3) == PairKey.key(turn: "int1", 3, 0))
        var keys = Set<UInt64>()
        for turn in 0..<20_000 {
            for (one, other) in [(0, 1), (0, 2), (1, 2), (2, 3), (0, 258), (1, 257)] {
                keys.insert(PairKey.key(turn: "int\(turn)", one, other))
            }
        }
        #expect(keys.count == 120_000)
    }

    // MARK: - Gathering

    @Test func rowsOfATurnNeedNotFollowEachOther() throws {
        var turns = RatedTurns()
        for (user, interaction, position, score, row) in [
            (1, 1, 0, 20.0, 0), (2, 1, 0, 50, 1), (1, 1, 1, 80, 2), (2, 1, 1, 40, 3), (1, 2, 0, 5, 4),
        ] {
            try turns.add(
                user: user, interaction: interaction, turnName: "int\(user)-\(interaction)", position: position,
                score: score, row: row)
        }
        var made: [[Int]] = []
        let counts = turns.forEachPair { made.append([$0.chosen, $0.rejected]) }
        #expect(made == [[2, 0], [1, 3]])
        #expect(counts.turns == 3)
        #expect(counts.singleResponses == 1)
    }

    @Test func badRowsAreRejectedAndNotAdded() throws {
        var turns = RatedTurns()
        func add(_ position: Int, _ score: Double?) throws(PreferenceReject) {
            try turns.add(user: 0, interaction: 0, turnName: "t", position: position, score: score, row: 0)
        }
        #expect(throws: PreferenceReject.scoreNotANumber) { try add(0, nil) }
        #expect(throws: PreferenceReject.scoreNotANumber) { try add(0, .nan) }
        #expect(throws: PreferenceReject.scoreOutOfRange(101, allowed: 1...100)) { try add(0, 101) }
        #expect(throws: PreferenceReject.scoreOutOfRange(0, allowed: 1...100)) { try add(0, 0) }
        #expect(throws: PreferenceReject.positionOutOfRange(-1)) { try add(-1, 5) }
        #expect(throws: PreferenceReject.positionOutOfRange(65_536)) { try add(65_536, 5) }
        try add(0, 5)
        try add(1, 6)
        #expect(throws: PreferenceReject.repeatedPosition(0)) { try add(0, 7) }
        #expect(turns.responseCount == 2)
    }

    @Test func gatheredPairsAreThoseOfAPlainJoin() throws {
        var generator = SeededGenerator(seed: 77)
        var rows: [(user: Int, turn: Int, position: Int, score: Double)] = []
        for turn in 0..<400 {
            for position in 0..<Int.random(in: 1...4, using: &generator) {
                rows.append((turn % 30, turn, position, Double(Int.random(in: 1...9, using: &generator))))
            }
        }
        rows.shuffle(using: &generator)
        var turns = RatedTurns()
        for (row, value) in rows.enumerated() {
            try turns.add(
                user: value.user, interaction: value.turn, turnName: "\(value.turn)", position: value.position,
                score: value.score, row: row)
        }
        var found = Set<[Int]>()
        _ = turns.forEachPair { found.insert([$0.chosen, $0.rejected]) }
        var expected = Set<[Int]>()
        for (one, first) in rows.enumerated() {
            for (other, second) in rows.enumerated() where first.turn == second.turn && first.score > second.score {
                expected.insert([one, other])
            }
        }
        #expect(found == expected)
    }

    @Test func equalPairsAreCounted() {
        let pairs = CountedPairs([
            .init(winner: 3, loser: 1), .init(winner: 0, loser: 2), .init(winner: 3, loser: 1, count: 4),
        ])
        #expect(pairs.entries == [.init(winner: 0, loser: 2), .init(winner: 3, loser: 1, count: 5)])
        #expect(pairs.total == 6)
    }
}
