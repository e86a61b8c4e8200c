import Foundation
import Preferences
import TestSupport
import Testing

@Suite struct BradleyTerryTests {
    private static let file = PackageRoot.sharedData.appending(path: "preferences/expected.json")
    static let isPresent = FileManager.default.isReadableFile(atPath: file.path)

    static func expected(_ name: String) throws -> [String: Any] {
        let json = try JSONSerialization.jsonObject(with: Data(contentsOf: file)) as? [String: Any]
        return json?[name] as? [String: Any] ?? [:]
    }

    @Test(.enabled(if: isPresent, "../shared/data is not there: nothing to compare with"))
    func plainAndWeighted() throws {
        let plain = try Self.expected("bradley_terry")
        let wins = try #require(plain["wins"] as? [[Double]])
        let pairs = CountedPairs(wins: wins)
        let model = try BradleyTerry(pairs: pairs.entries, itemCount: wins.count)
        for (one, other) in zip(model.strengths, try #require(plain["theta_mean_zero"] as? [Double])) {
            #expect(abs(one - other) <= 1e-8)
        }
        #expect(isClose(model.logLikelihood, try #require(plain["loglik"] as? Double), relative: 1e-12))

        let weighted = try Self.expected("bradley_terry_scpo")
        let reference = try #require(weighted["r0"] as? [Double])
        let summary = pairs.summary(reference: reference)
        #expect(summary.kept == weighted["kept"] as? Double)
        #expect(summary.pairs == weighted["of"] as? Double)
        let scpo = try BradleyTerry(pairs: pairs.weighted(.scpo, reference: reference), itemCount: wins.count)
        #expect(isClose(scpo.sumOfWeights, try #require(weighted["sum_w"] as? Double), relative: 1e-12))
        for (one, other) in zip(scpo.strengths, try #require(weighted["theta_mean_zero"] as? [Double])) {
            #expect(abs(one - other) <= 1e-8)
        }
        #expect(isClose(scpo.meanLoss, try #require(weighted["loss_over_sum_w"] as? Double), relative: 1e-12))
    }

    @Test func twoItemsByHand() throws {
        // θ_a − θ_b = ln(3/1), with the variance 1/3 + 1/1 of a log odds ratio.
        let model = try BradleyTerry(
            pairs: [.init(winner: 0, loser: 1, count: 3), .init(winner: 1, loser: 0)], itemCount: 2)
        #expect(isClose(model.strengths[0], log(3) / 2, relative: 1e-12))
        #expect(isClose(model.logLikelihood, 3 * log(0.75) + log(0.25), relative: 1e-13))
        #expect(isClose(model.standardErrors?[0], (4.0 / 3).squareRoot() / 2, relative: 1e-10))
    }

    @Test func strengthsSolveTheEquationsOfTheModel() throws {
        // The expected number of wins of each item is its number of wins (Ford 1957).
        var generator = SeededGenerator(seed: 31)
        let count = 12
        var wins = [[Double]](repeating: [Double](repeating: 0, count: count), count: count)
        for one in 0..<count {
            for other in 0..<count where one != other {
                wins[one][other] = Double(Int.random(in: 1...20, using: &generator))
            }
        }
        let model = try BradleyTerry(pairs: CountedPairs(wins: wins).entries, itemCount: count)
        #expect(abs(model.strengths.reduce(0, +)) < 1e-10)
        for item in 0..<count {
            let won = wins[item].reduce(0, +)
            let expected = (0..<count).filter { $0 != item }.reduce(0.0) { sum, other in
                let games = wins[item][other] + wins[other][item]
                return sum + games / (1 + exp(model.strengths[other] - model.strengths[item]))
            }
            #expect(abs(won - expected) < 1e-8)
        }
    }

    @Test func componentsAreCounted() {
        let pairs: [CountedPairs.Entry] = [
            .init(winner: 0, loser: 1), .init(winner: 1, loser: 0), .init(winner: 3, loser: 4),
        ]
        #expect(BradleyTerry.componentCount(pairs: pairs, itemCount: 6) == 4)
        #expect(throws: PreferenceError.disconnected(components: 4, block: 0)) {
            try BradleyTerry(pairs: pairs, itemCount: 6)
        }
        #expect(throws: PreferenceError.separated(components: 3, block: 0)) {
            try BradleyTerry(pairs: [.init(winner: 0, loser: 1), .init(winner: 1, loser: 2)], itemCount: 3)
        }
    }

    @Test func strengthsOfModelsAsAReference() throws {
        let chosen = [0, 0, 0, 1, 1, 2]
        let rejected = [1, 1, 0, 0, 2, 1]
        let reference = try ModelStrength(chosen: chosen, rejected: rejected, modelCount: 3)
        #expect(reference.pairs.total == 5)
        #expect(reference.reward(model: 0) > reference.reward(model: 1))
        #expect(throws: PreferenceError.lengthsDiffer("chosen", 1, "rejected", 2)) {
            try ModelStrength(chosen: [0], rejected: [1, 2], modelCount: 3)
        }
    }
}
