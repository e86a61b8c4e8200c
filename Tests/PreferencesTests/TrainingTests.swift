import Foundation
import Parallel
import Preferences
import TestSupport
import Testing

@Suite(.serialized) struct TrainingTests {
    /// Random pairs over items, both ways, so that maximum likelihood exists.
    private func pairs(_ items: Int, _ count: Int, seed: UInt64) -> [CountedPairs.Entry] {
        var generator = SeededGenerator(seed: seed)
        var pairs = (0..<items).map { CountedPairs.Entry(winner: $0, loser: ($0 + 1) % items, count: 0.5) }
        for _ in 0..<count {
            let winner = Int.random(in: 0..<items, using: &generator)
            let loser = (winner + Int.random(in: 1..<items, using: &generator)) % items
            pairs.append(.init(winner: winner, loser: loser, count: Double.random(in: 0.1...2, using: &generator)))
        }
        return pairs
    }

    private func objective(
        _ rewards: [Double], _ pairs: [CountedPairs.Entry], _ reference: [Double], _ lambda: Double
    ) -> Double {
        let sum = pairs.reduce(0) { $0 + $1.count }
        let loss = pairs.reduce(0) { $0 + $1.count * log1p(exp(-(rewards[$1.winner] - rewards[$1.loser]))) } / sum
        let distance = zip(rewards, reference).reduce(0) { $0 + ($1.0 - $1.1) * ($1.0 - $1.1) }
        return loss + lambda / 2 * distance / Double(rewards.count)
    }

    /// Plain gradient descent, slow and obvious.
    private func descended(
        _ pairs: [CountedPairs.Entry], _ reference: [Double], _ lambda: Double
    ) -> [Double] {
        let sum = pairs.reduce(0) { $0 + $1.count }
        var rewards = reference
        for _ in 0..<40_000 {
            var gradient = zip(rewards, reference).map { lambda * ($0 - $1) / Double(rewards.count) }
            for pair in pairs {
                let pull = pair.count / sum / (1 + exp(rewards[pair.winner] - rewards[pair.loser]))
                gradient[pair.winner] -= pull
                gradient[pair.loser] += pull
            }
            for item in rewards.indices { rewards[item] -= 2 * gradient[item] }
        }
        return rewards
    }

    @Test func tabularAgainstGradientDescent() throws {
        let pairs = pairs(6, 40, seed: 4)
        let reference = [0.3, -1, 0.2, 0, 0.8, -0.4]
        for lambda in [0.2, 2] {
            let fit = try TabularFit(pairs: pairs, reference: reference, lambda: lambda)
            for (one, other) in zip(fit.rewards, descended(pairs, reference, lambda)) {
                #expect(abs(one - other) < 1e-7)
            }
            #expect(isClose(fit.loss + fit.penalty, objective(fit.rewards, pairs, reference, lambda)))
        }
    }

    @Test func countedPairsGiveTheSameRewards() throws {
        let single = (0..<200).map { CountedPairs.Entry(winner: $0 % 7 % 3, loser: 3 + $0 % 5 % 2) }
        let reference = [0, 0.1, 0.2, 0.3, 0.4]
        let one = try TabularFit(pairs: single, reference: reference)
        let other = try TabularFit(pairs: CountedPairs(single).entries, reference: reference)
        for (one, other) in zip(one.rewards, other.rewards) { #expect(abs(one - other) < 1e-10) }
    }

    @Test func blocksBeyondTheDenseSize() throws {
        // More items than a factor is made for, so conjugate gradients are used.
        let pairs = pairs(700, 3_000, seed: 9)
        let reference = (0..<700).map { Double($0 % 13) / 13 }
        let fit = try TabularFit(pairs: pairs, reference: reference, lambda: 0.2)
        let best = objective(fit.rewards, pairs, reference, 0.2)
        let sum = pairs.reduce(0) { $0 + $1.count }
        var gradient = zip(fit.rewards, reference).map { 0.2 * ($0 - $1) / 700 }
        for pair in pairs {
            let pull = pair.count / sum / (1 + exp(fit.rewards[pair.winner] - fit.rewards[pair.loser]))
            gradient[pair.winner] -= pull
            gradient[pair.loser] += pull
        }
        #expect(gradient.allSatisfy { abs($0) < 1e-10 })
        #expect(best < objective(reference, pairs, reference, 0.2))
    }

    @Test func itemsWithoutPairsKeepTheirReference() throws {
        let fit = try TabularFit(pairs: [.init(winner: 0, loser: 1)], reference: [0, 0, 5], lambda: 0.2)
        #expect(fit.rewards[2] == 5)
        #expect(fit.components == 2)
    }

    @Test func anUnpenalisedDisconnectedBlockIsRefused() {
        let pairs: [CountedPairs.Entry] = [
            .init(winner: 0, loser: 1), .init(winner: 1, loser: 0), .init(winner: 2, loser: 3),
            .init(winner: 3, loser: 2),
        ]
        let zeros = [Double](repeating: 0, count: 5)
        let error = #expect(throws: PreferenceError.disconnected(components: 3, block: 0)) {
            try TabularFit(pairs: pairs, reference: zeros, lambda: 0)
        }
        #expect(error?.description.contains("3 components") == true)
        // Blocks of their own need no common scale.
        #expect(throws: Never.self) {
            try TabularFit(pairs: pairs, reference: zeros, lambda: 0, blocks: [0, 0, 1, 1, 2])
        }
        #expect(throws: PreferenceError.disconnected(components: 2, block: 1)) {
            try TabularFit(pairs: pairs, reference: zeros, lambda: 0, blocks: [0, 0, 1, 1, 1])
        }
        #expect(throws: PreferenceError.separated(components: 2, block: 0)) {
            try TabularFit(pairs: [.init(winner: 0, loser: 1)], reference: [0, 0], lambda: 0)
        }
    }

    @Test func badTrainingInput() {
        let pair = CountedPairs.Entry(winner: 0, loser: 1)
        #expect(throws: PreferenceError.lambdaOutOfRange(-1)) {
            try TabularFit(pairs: [pair], reference: [0, 0], lambda: -1)
        }
        #expect(throws: PreferenceError.noTrainingPairs) { try TabularFit(pairs: [], reference: [0, 0]) }
        #expect(throws: PreferenceError.pairOutsideItems(pair: 0, items: 1)) {
            try TabularFit(pairs: [pair], reference: [0])
        }
        #expect(throws: PreferenceError.rewardNotFinite(.infinity, row: 1)) {
            try TabularFit(pairs: [pair], reference: [0, .infinity])
        }
        #expect(throws: PreferenceError.pairWeightNotFinite(-1, pair: 0)) {
            try TabularFit(pairs: [.init(winner: 0, loser: 1, count: -1)], reference: [0, 0])
        }
        #expect(throws: PreferenceError.lengthsDiffer("blocks", 1, "rewards", 2)) {
            try TabularFit(pairs: [pair], reference: [0, 0], blocks: [0])
        }
    }

    // MARK: - Hashed

    /// Texts where "good" wins over "bad", with noise.
    private func texts(_ count: Int, seed: UInt64) -> (features: TextFeatures, pairs: [HashedFit.Pair]) {
        var generator = SeededGenerator(seed: seed)
        var (features, pairs) = (TextFeatures(), [HashedFit.Pair]())
        for number in 0..<count {
            let filler = (0..<8).map { _ in "word\(Int.random(in: 0..<50, using: &generator))" }.joined(separator: " ")
            features.add("\(filler) good")
            features.add("\(filler) bad")
            let isRight = generator.chance(9, in: 10)
            pairs.append(
                .init(
                    chosen: 2 * number + (isRight ? 0 : 1), rejected: 2 * number + (isRight ? 1 : 0),
                    weight: Double.random(in: 0.2...1, using: &generator), user: number % 40))
        }
        return (features, pairs)
    }

    @Test func aHashedHeadLearnsWords() throws {
        let (features, pairs) = texts(400, seed: 3)
        let fit = try HashedFit(features: features, pairs: pairs)
        #expect(fit.heldOutUsers == 4)
        #expect(fit.users == 40)
        #expect(fit.loss < 0.6)
        #expect((fit.heldOutLoss ?? 1) < 0.65)
        let head = PreferenceHead(
            group: "", rewards: .hashed(weights: fit.weights),
            training: .init(
                selection: .full, lambda: 0.2, pairs: 400, users: 40, sumOfWeights: fit.sumOfWeights, steps: fit.steps,
                loss: fit.loss))
        var fresh = TextFeatures()
        fresh.add("unseen words that are good")
        fresh.add("unseen words that are bad")
        let rewards = try head.rewards(of: fresh)
        #expect(rewards[0] > rewards[1])
        #expect(try head.rewards(of: fresh, reference: [0, 100])[1] > 90)
        #expect(throws: PreferenceError.wrongKindOfHead(expected: "tabular", found: "hashed")) {
            try head.rewards(of: ["a"])
        }
    }

    @Test func theMinimumOfAHashedHead() throws {
        // Without held-out users the penalised loss is at its minimum: no small change lowers it.
        let (features, pairs) = texts(60, seed: 12)
        var options = HashedFit.Options()
        options.heldOutShare = 0
        options.lambda = 0.5
        options.mostSteps = 500
        let fit = try HashedFit(features: features, pairs: pairs, options: options)
        #expect(fit.heldOutLoss == nil)
        func objective(_ weights: [Double]) throws -> Double {
            let head = PreferenceHead(
                group: "", rewards: .hashed(weights: weights),
                training: .init(selection: .full, lambda: 0.5, pairs: 0, users: 0, sumOfWeights: 0, steps: 0, loss: 0))
            let rewards = try head.rewards(of: features)
            let sum = pairs.reduce(0) { $0 + $1.weight }
            let loss = pairs.reduce(0) { $0 + $1.weight * log1p(exp(rewards[$1.rejected] - rewards[$1.chosen])) } / sum
            return loss + 0.25 * rewards.reduce(0) { $0 + $1 * $1 } / Double(rewards.count)
        }
        let best = try objective(fit.weights)
        let used = fit.weights.indices.filter { fit.weights[$0] != 0 }
        for index in used.prefix(40) {
            for change in [-0.01, 0.01] {
                var weights = fit.weights
                weights[index] += change
                #expect(try objective(weights) >= best - 1e-9)
            }
        }
    }

    @Test func threadsDoNotChangeTheBits() throws {
        let (features, pairs) = texts(300, seed: 21)
        let width = Width.current
        defer { Width.current = width }
        let fits = try [1, 2, 5].map { threads in
            Width.current = threads
            return try HashedFit(features: features, pairs: pairs)
        }
        let isSame = fits.allSatisfy { $0.weights == fits[0].weights }
        #expect(isSame)
        let items = self.pairs(400, 21_000, seed: 2)
        let rewards = try [1, 3].map { threads in
            Width.current = threads
            return try TabularFit(pairs: items, reference: [Double](repeating: 0, count: 400)).rewards
        }
        #expect(rewards[0] == rewards[1])
    }

    @Test func badHashedInput() throws {
        let (features, pairs) = texts(20, seed: 1)
        #expect(throws: PreferenceError.noTrainingPairs) { try HashedFit(features: features, pairs: []) }
        #expect(throws: PreferenceError.lengthsDiffer("rewards", 1, "texts", 40)) {
            try HashedFit(features: features, pairs: pairs, reference: [1])
        }
        #expect(throws: PreferenceError.pairOutsideItems(pair: 0, items: 40)) {
            try HashedFit(features: features, pairs: [.init(chosen: 0, rejected: 40, user: 0)])
        }
        #expect(throws: PreferenceError.pairWeightNotFinite(.infinity, pair: 0)) {
            try HashedFit(features: features, pairs: [.init(chosen: 0, rejected: 1, weight: .infinity, user: 0)])
        }
    }

    // MARK: - The file

    @Test func headsAreReadAsTheyWereWritten() throws {
        var weights = [Double](repeating: 0, count: TextFeatures.size)
        weights[5] = -0.1
        weights[16_386] = 1e-20
        let training = PreferenceHead.Training(
            selection: .scpo, lambda: 0.2, seed: .max, pairs: 12.5, users: 3, sumOfWeights: 0.1 + 0.2, steps: 4,
            loss: 0.69, heldOutLoss: 0.7)
        let file = HeadFile(heads: [
            PreferenceHead(
                group: "Côte \"d'Ivoire\"\n", rewards: .tabular(items: ["a", "é\u{1}"], rewards: [0.1, -3]),
                training: training),
            PreferenceHead(group: "", rewards: .hashed(weights: weights), training: training),
        ])
        let read = try HeadFile(bytes: file.bytes)
        let isSame = read == file && read.bytes == file.bytes
        #expect(isSame)
        #expect(read.head(group: "Chile")?.group == "")
        #expect(try read.heads[0].rewards(of: ["é\u{1}", "a"]) == [-3, 0.1])
        #expect(throws: PreferenceError.unknownItem("b")) { try read.heads[0].rewards(of: ["b"]) }
    }

    @Test func filesThatAreNoHeads() {
        let beginning =
            #"{"format":"cultivar-preference-head","version":1,"heads":[{"group":"","selection":"full","#
            + #""tau":0.7,"beta":1.1,"lambda":0.2,"seed":"0","pairs":1,"users":1,"sum_of_weights":1,"steps":1,"loss":1,"#
        let cases: [(String, HeadFault?)] = [
            ("", nil), ("[]", nil), ("{}", nil), (#"{"format":1,"version":1}"#, nil),
            (#"{"format":"other","version":1}"#, .otherFormat("other")),
            (#"{"format":"cultivar-preference-head","version":2}"#, .otherVersion(2)),
            (#"{"format":"cultivar-preference-head","version":1}"#, nil),
            (beginning + #""kind":"tabular","items":["a"],"rewards":[]}]}"#, .lengthsDiffer("items")),
            (beginning + #""kind":"tabular","items":["a","a"],"rewards":[1,2]}]}"#, .outOfRange("items")),
            (beginning + #""kind":"tabular","items":["a"],"rewards":[null]}]}"#, nil),
            (beginning + #""kind":"other"}]}"#, .otherFeatures("other")),
            (beginning + #""kind":"hashed","features":"x","indices":[],"weights":[]}]}"#, .otherFeatures("x")),
            (
                beginning
                    + #""kind":"hashed","features":"signed-word-bigrams-14-v1","indices":[99999],"weights":[1]}]}"#,
                .outOfRange("indices")
            ),
            (
                beginning
                    + #""kind":"hashed","features":"signed-word-bigrams-14-v1","indices":[3,3],"weights":[1,1]}]}"#,
                .outOfRange("indices")
            ),
        ]
        for (text, fault) in cases {
            let error = #expect(throws: PreferenceError.self, "\(text)") { try HeadFile(bytes: Array(text.utf8)) }
            if let fault { #expect(error == .notAHead(fault)) }
        }
    }
}
