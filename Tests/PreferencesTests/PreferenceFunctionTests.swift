import Foundation
import Preferences
import Statistics
import TestSupport
import Testing

/// The SQL functions of preferences, as statements call them.
@Suite struct PreferenceFunctionTests {
    private func scalar(_ name: String, _ numbers: [Double]) throws -> Double? {
        let function = try #require(PreferenceFunctions.all.first { $0.name == name })
        guard case .scalar(let compute) = function.kind,
            case .number(let number) = try compute(StatisticArguments(numbers: numbers))
        else { return nil }
        return number
    }

    private func aggregate(_ name: String, texts: [[String]] = [], _ numbers: [[Double]] = []) throws -> [String: Any] {
        let function = try #require(PreferenceFunctions.all.first { $0.name == name })
        guard case .aggregate(let compute) = function.kind,
            case .json(let text) = try compute(StatisticColumns(numbers: numbers, texts: texts))
        else { return [:] }
        return try #require(try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
    }

    @Test func scalars() throws {
        #expect(try scalar("scpo_weight", [-1.1, 1.1]) == exp(-1))
        #expect(try scalar("scpo_weight", [2, 1.1]) == 1)
        #expect(try scalar("scpo_keep", [0.8472, 0.7]) == 1)
        #expect(try scalar("scpo_keep", [0.8473, 0.7]) == 0)
        #expect(try scalar("scpo_probability", [0]) == 0.5)
        #expect(try scalar("scpo_probability", [-700]).map { $0 > 0 && $0 < 1e-300 } == true)
        #expect(throws: StatisticError.self) { try scalar("scpo_weight", [1, 0]) }
        #expect(throws: StatisticError.self) { try scalar("scpo_keep", [1, 1]) }
    }

    @Test(.enabled(if: BradleyTerryTests.isPresent, "../shared/data is not there: nothing to compare with"))
    func strengthsOfThePublishedWins() throws {
        let expected = try BradleyTerryTests.expected("bradley_terry")
        let wins = try #require(expected["wins"] as? [[Double]])
        let strengths = try #require(expected["theta_mean_zero"] as? [Double])
        var (winners, losers, counts): ([String], [String], [Double]) = ([], [], [])
        for (winner, row) in wins.enumerated() {
            for (loser, count) in row.enumerated() where count > 0 {
                winners.append("m\(winner)")
                losers.append("m\(loser)")
                counts.append(count)
            }
        }
        let result = try aggregate("bradley_terry", texts: [winners, losers], [counts])
        let found = try #require(result["strengths"] as? [String: Double])
        for (item, strength) in strengths.enumerated() { #expect(abs((found["m\(item)"] ?? 9) - strength) < 1e-8) }
        let likelihood = try #require(expected["loglik"] as? Double)
        #expect(abs((result["log_likelihood"] as? Double ?? 0) - likelihood) < 1e-8)
        #expect(result["reason"] is NSNull)
        // The same pairs one by one, without a weight.
        let rows = winners.indices.flatMap { [Int](repeating: $0, count: Int(counts[$0])) }
        let single = try aggregate("bradley_terry", texts: [rows.map { winners[$0] }, rows.map { losers[$0] }])
        #expect(abs((single["log_likelihood"] as? Double ?? 0) - likelihood) < 1e-8)
    }

    @Test func strengthsThatDoNotExist() throws {
        let apart = try aggregate("bradley_terry", texts: [["a", "b", "c", "d"], ["b", "a", "d", "c"]])
        #expect(apart["reason"] as? String == "disconnected")
        let always = try aggregate("bradley_terry", texts: [["a", "a"], ["b", "b"]])
        #expect(always["reason"] as? String == "separated")
        #expect(((always["strengths"] as? [String: Any])?["a"]) is NSNull)
        #expect(try aggregate("bradley_terry", texts: [[], []]).isEmpty)
    }

    @Test func accuracyAndGainByUser() throws {
        let right: [Double] = [8, 5, 9, 4, 7, 6], pairs = [Double](repeating: 10, count: 6)
        let accuracy = try aggregate("pair_accuracy", [right, pairs])
        #expect(accuracy["share"] as? Double == 39.0 / 60)
        let residuals = right.map { ($0 - 6.5) * ($0 - 6.5) }.reduce(0, +)
        #expect(abs((accuracy["se"] as? Double ?? 0) - (6.0 / 5 * residuals).squareRoot() / 60) < 1e-15)
        #expect(accuracy["small"] as? Int == 0)
        let few = try aggregate("pair_accuracy", [[3, 4], [5, 5]])
        #expect(few["small"] as? Int == 1 && few["low"] is NSNull)
        let gain = try aggregate("paired_gain", [[5, 5, 5, 5, 5, 5], right, pairs])
        #expect(abs((gain["difference"] as? Double ?? 0) - 0.15) < 1e-15)
        #expect((gain["p"] as? Double ?? 1) < 0.2)
        // More right than pairs is no tally.
        #expect(try aggregate("pair_accuracy", [[11], [10]]).isEmpty)
    }

    @Test func everyFunctionIsInTheDocument() throws {
        let text = try String(contentsOf: PackageRoot.url.appending(path: "docs/preferences.md"), encoding: .utf8)
        for function in PreferenceFunctions.all {
            #expect(text.contains("`\(function.signature)`"), "\(function.signature)")
        }
    }
}
