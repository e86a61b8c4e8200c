import Statistics
import TestSupport
import Testing

@testable import Evaluation

@Suite struct WinRateTests {
    @Test func tiesCountHalf() throws {
        let rate = WinRate(wins: 6, ties: 3, losses: 1)
        #expect(rate.rate == 0.75)
        #expect(rate.decisiveRate == 6.0 / 7)
        #expect(rate.reversed.rate == 0.25)
        let interval = try #require(rate.interval())
        let wilson = try #require(wilsonInterval(successes: 7.5, trials: 10))
        #expect(interval == wilson)
        #expect(try #require(rate.decisiveInterval()) == (try #require(wilsonInterval(successes: 6, trials: 7))))
    }

    @Test func withoutComparisonsThereIsNoRate() {
        let none = WinRate(wins: 0, losses: 0)
        #expect(none.rate == nil)
        #expect(none.interval() == nil)
        let ties = WinRate(wins: 0, ties: 4, losses: 0)
        #expect(ties.rate == 0.5)
        #expect(ties.decisiveRate == nil)
        #expect(ties.decisiveInterval() == nil)
        #expect(WinRate(wins: -1, losses: 2).comparisons == 2)
    }

    @Test func tableCountsBothDirections() throws {
        typealias Judgement = (first: String, second: String, outcome: WinTable.Outcome, count: Int)
        let judgements: [Judgement] = [
            ("a", "b", .first, 2), ("b", "a", .first, 1), ("b", "a", .second, 1), ("a", "b", .tie, 1),
            ("c", "a", .first, 5), ("a", "a", .first, 3),
        ]
        let table = WinTable(judgements)
        #expect(table.models == ["a", "b", "c"])
        #expect(table.selfComparisons == 3)
        #expect(table.rate(of: "a", against: "b") == WinRate(wins: 3, ties: 1, losses: 1))
        #expect(table.rate(of: "b", against: "a") == WinRate(wins: 1, ties: 1, losses: 3))
        #expect(table.rate(of: "b", against: "c") == nil)
        #expect(table.rate(of: "x", against: "c") == nil)
        #expect(table.total(of: "a") == WinRate(wins: 3, ties: 1, losses: 6))
    }

    @Test func manyJudgementsAgainstASlowCount() {
        typealias Judgement = (first: String, second: String, outcome: WinTable.Outcome, count: Int)
        var generator = SeededGenerator(seed: 8)
        let models = ["p", "q", "r", "s"]
        let judgements: [Judgement] = (0..<500).map { _ in
            let outcome = WinTable.Outcome.allCases[Int.random(in: 0..<3, using: &generator)]
            return (
                models[Int.random(in: 0..<4, using: &generator)], models[Int.random(in: 0..<4, using: &generator)],
                outcome, 1
            )
        }
        let table = WinTable(judgements)
        for one in models {
            for other in models where other != one {
                let wins = judgements.count {
                    ($0.first == one && $0.second == other && $0.outcome == .first)
                        || ($0.first == other && $0.second == one && $0.outcome == .second)
                }
                let ties = judgements.count {
                    Set([$0.first, $0.second]) == [one, other] && $0.outcome == .tie
                }
                #expect(table.rate(of: one, against: other)?.wins == wins)
                #expect(table.rate(of: one, against: other)?.ties == ties)
            }
        }
    }
}
