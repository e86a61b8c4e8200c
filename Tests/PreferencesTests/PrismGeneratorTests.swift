import Foundation
import Preferences
import TestSupport
import Testing

@Suite struct PrismGeneratorTests {
    private struct Utterance: Decodable {
        let utterance_id: String
        let interaction_id: String
        let conversation_id: String
        let user_id: String
        let turn: Int
        let within_turn_id: Int
        let conversation_type: String
        let user_prompt: String
        let model_response: String
        let model_name: String
        let model_provider: String
        let score: Double?
        let if_chosen: Bool
    }

    private struct Respondent: Decodable {
        struct Location: Decodable {
            let reside_country: String
            let birth_country: String
        }
        let user_id: String
        let location: Location
        let age: String
        let gender: String
        let num_completed_conversations: Int
    }

    private func rows<Row: Decodable>(_ write: (([UInt8]) throws -> Void) throws -> Void) throws -> [Row] {
        var rows: [Row] = []
        try write { line in rows.append(try JSONDecoder().decode(Row.self, from: Data(line))) }
        return rows
    }

    @Test func aSmallSizeHasTheShape() throws {
        let generator = try PrismGenerator(seed: 3, utterances: 3_000)
        let utterances: [Utterance] = try rows(generator.writeUtterances)
        let survey: [Respondent] = try rows(generator.writeSurvey)
        #expect(utterances.count == 3_000)
        #expect(survey.count == generator.users)
        #expect(Set(utterances.map(\.interaction_id)).count == generator.turns)
        #expect(Set(utterances.map(\.conversation_id)).count == generator.conversations)
        #expect(Set(utterances.map(\.utterance_id)).count == 3_000)
        #expect(Set(utterances.map(\.user_id)).isSubset(of: Set(survey.map(\.user_id))))
        #expect(Set(utterances.map(\.model_name)).count == 21)
        #expect(utterances.allSatisfy { (1...100).contains($0.score ?? 0) && (0...3).contains($0.within_turn_id) })
        #expect(utterances.contains { $0.model_response == TurnPairs.emptyMark })
        #expect(Set(utterances.map(\.conversation_type)).count == 3)
        let turns = Dictionary(grouping: utterances, by: \.interaction_id)
        for responses in turns.values {
            #expect(responses.map(\.within_turn_id) == Array(0..<responses.count))
            #expect(responses.count { $0.if_chosen } == 1)
            #expect(responses.count <= (responses[0].turn == 0 ? 4 : 2))
            #expect(Set(responses.map(\.model_name)).count == responses.count)
        }
        let ofUser = Dictionary(grouping: utterances, by: \.user_id).mapValues { Set($0.map(\.conversation_id)).count }
        for respondent in survey { #expect(ofUser[respondent.user_id] ?? 0 == respondent.num_completed_conversations) }
    }

    @Test func theFullSizeHasTheSizesOfPrism() throws {
        let generator = try PrismGenerator()
        #expect(generator.users == 1_500)
        #expect(generator.turns == 27_172)
        #expect(generator.conversations == 8_011)
        let survey: [Respondent] = try rows(generator.writeSurvey)
        let residents = Dictionary(grouping: survey, by: \.location.reside_country).mapValues(\.count)
        #expect(residents["United States"] == 386)
        #expect(residents["Canada"] == 54)
        #expect(survey.count { $0.num_completed_conversations > 0 } == 1_396)
    }

    @Test func theSameSeedGivesTheSameBytes() throws {
        func bytes(_ seed: UInt64) throws -> [UInt8] {
            var bytes: [UInt8] = []
            let generator = try PrismGenerator(seed: seed, utterances: 500)
            generator.writeUtterances { bytes += $0 }
            generator.writeSurvey { bytes += $0 }
            return bytes
        }
        let first = try bytes(1)
        let (isSame, isOther) = (try bytes(1) == first, try bytes(2) != first)
        #expect(isSame && isOther)
    }

    @Test func dirt() throws {
        var dirt = PrismGenerator.Dirt()
        dirt.usersWithoutSurvey = 4
        dirt.badScores = 6
        dirt.emptyShare = 0.1
        let generator = try PrismGenerator(utterances: 2_000, dirt: dirt)
        let utterances: [Utterance] = try rows(generator.writeUtterances)
        let survey: [Respondent] = try rows(generator.writeSurvey)
        #expect(survey.count == generator.users - 4)
        #expect(utterances.count { !($0.score.map { (1...100).contains($0) } ?? false) } == 6)
        let empty = utterances.count { $0.model_response == TurnPairs.emptyMark }
        #expect((140...260).contains(empty))
        var turns = RatedTurns()
        var rejects: [String] = []
        for (row, utterance) in utterances.enumerated() {
            do {
                try turns.add(
                    user: 0, interaction: Int(utterance.interaction_id.dropFirst(3)) ?? 0,
                    turnName: utterance.interaction_id, position: utterance.within_turn_id, score: utterance.score,
                    row: row)
            } catch { rejects.append(error.code) }
        }
        #expect(rejects.count == 6)
        #expect(Set(rejects) == ["score_not_a_number", "score_out_of_range"])
    }

    @Test(arguments: [0, -1, 20_000_001]) func sizesThatAreNotPossible(_ size: Int) {
        #expect(throws: PreferenceError.self) { try PrismGenerator(utterances: size) }
    }

    @Test(arguments: [1, 2, 3, 7, 50]) func tinySizes(_ size: Int) throws {
        let utterances: [Utterance] = try rows(try PrismGenerator(utterances: size).writeUtterances)
        #expect(utterances.count == size)
    }

    /// From ratings to a head: a model of one country ranks its held-out pairs better than length does.
    @Test func aHeadLearnsFromGeneratedRatings() throws {
        let generator = try PrismGenerator(seed: 5, utterances: 12_000)
        let utterances: [Utterance] = try rows(generator.writeUtterances)
        let survey: [Respondent] = try rows(generator.writeSurvey)
        let residents = Set(survey.filter { $0.location.reside_country == "United States" }.map(\.user_id))
        let own = utterances.filter { residents.contains($0.user_id) }
        let users = Array(Set(own.map(\.user_id))).sorted()
        let codes = Dictionary(uniqueKeysWithValues: zip(users, 0...))
        let split = try UserSplit(users: users.count, share: 0.3)
        var (features, turns) = (TextFeatures(), RatedTurns())
        for (row, utterance) in own.enumerated() {
            features.add(utterance.model_response)
            try turns.add(
                user: codes[utterance.user_id] ?? 0, interaction: Int(utterance.interaction_id.dropFirst(3)) ?? 0,
                turnName: utterance.interaction_id, position: utterance.within_turn_id, score: utterance.score,
                isEmpty: utterance.model_response == TurnPairs.emptyMark, row: row)
        }
        var training: [HashedFit.Pair] = []
        var test = [Int: [(Int, Int)]]()
        _ = turns.forEachPair { pair in
            let user = codes[own[pair.chosen].user_id] ?? 0
            if split.isTest[user] {
                test[user, default: []].append((pair.chosen, pair.rejected))
            } else {
                training.append(.init(chosen: pair.chosen, rejected: pair.rejected, user: user))
            }
        }
        let fit = try HashedFit(features: features, pairs: training)
        let head = PreferenceHead(
            group: "United States", rewards: .hashed(weights: fit.weights),
            training: .init(
                selection: .full, lambda: 0.2, pairs: Double(fit.pairs), users: fit.users,
                sumOfWeights: fit.sumOfWeights,
                steps: fit.steps, loss: fit.loss, heldOutLoss: fit.heldOutLoss))
        let rewards = try head.rewards(of: features)
        var pairs = UserPairs()
        for user in test.keys.sorted() {
            pairs.beginUser()
            for (winner, loser) in test[user] ?? [] { pairs.add(winner: winner, loser: loser) }
        }
        let accuracy = try #require(PairAccuracy(pairs.tallies(rewards)))
        #expect(accuracy.share > 0.55)
        #expect(accuracy.interval() != nil)
    }
}
