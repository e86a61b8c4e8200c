import Foundation
import Preferences
import Statistics
import TestSupport
import Testing

@Suite struct EvaluationTests {
    @Test func aTieIsWrong() {
        var tally = UserTally()
        tally.add(lead: 0)
        tally.add(lead: 1e-300)
        tally.add(lead: -1)
        #expect(tally == UserTally(right: 1, pairs: 3))
        tally.add(lead: .nan)
        #expect(tally.right == 1)
    }

    @Test func theClusteredErrorByItsFormula() throws {
        let tallies = [(3.0, 4.0), (0, 5), (6, 6), (1, 1), (0, 0), (2, 7)].map { UserTally(right: $0.0, pairs: $0.1) }
        let accuracy = try #require(PairAccuracy(tallies))
        let share = 12.0 / 23
        let squares = tallies.reduce(0) { $0 + ($1.right - share * $1.pairs) * ($1.right - share * $1.pairs) }
        #expect(accuracy.users == 5)
        #expect(isClose(accuracy.share, share))
        #expect(isClose(accuracy.clusteredError, (5.0 / 4 * squares).squareRoot() / 23))
        #expect(isClose(accuracy.naiveError, (share * (1 - share) / 23).squareRoot()))
        #expect(accuracy.isSmall)
        #expect(accuracy.interval() == nil)
        #expect(PairAccuracy([UserTally]()) == nil)
        #expect(PairAccuracy([UserTally(right: 1, pairs: 40)])?.clusteredError == nil)
    }

    @Test func fewPairsOrUsersHaveNoInterval() {
        func accuracy(users: Int, pairs: Double) -> PairAccuracy? {
            PairAccuracy((0..<users).map { UserTally(right: Double($0 % 2) + 1, pairs: pairs / Double(users)) })
        }
        #expect(accuracy(users: 5, pairs: 30)?.interval() != nil)
        #expect(accuracy(users: 5, pairs: 29)?.interval() == nil)
        #expect(accuracy(users: 4, pairs: 40)?.interval() == nil)
        #expect(accuracy(users: 5, pairs: 30)?.interval(level: 1) == nil)
        #expect(accuracy(users: 4, pairs: 40)?.isSmall == true)
    }

    @Test func theGainIsPaired() throws {
        let before = [(3.0, 4.0), (0, 5), (6, 6), (1, 10), (2, 7)].map { UserTally(right: $0.0, pairs: $0.1) }
        let after = [(4.0, 4.0), (1, 5), (5, 6), (6, 10), (3, 7)].map { UserTally(right: $0.0, pairs: $0.1) }
        let gain = try #require(try PairedGain(before: before, after: after))
        let share = 7.0 / 32
        let squares = zip(before, after).reduce(0.0) { sum, pair in
            let rest = pair.1.right - pair.0.right - share * pair.0.pairs
            return sum + rest * rest
        }
        #expect(isClose(gain.points, 100 * share))
        #expect(isClose(gain.clusteredError, (5.0 / 4 * squares).squareRoot() / 32))
        let (low, high) = try #require(gain.interval())
        #expect(low < share && share < high)
        let probability = try #require(gain.probability)
        #expect(probability > 0.05 && probability < 0.2)
        #expect(holmAdjusted([probability, 0.5]) == [2 * probability, 0.5])
        #expect(throws: PreferenceError.self) { try PairedGain(before: before, after: Array(after.dropLast())) }
        #expect(throws: PreferenceError.self) {
            try PairedGain(before: after, after: [UserTally()] + after.dropFirst())
        }
        #expect(try PairedGain(before: [], after: []) == nil)
    }

    /// Users differ in how often they agree with the model; the interval is of the mean over all users.
    @Test(arguments: [(users: 20, concentration: 4.0, share: 0.6), (60, 8, 0.7), (180, 3, 0.55), (30, 20, 0.8)])
    func intervalCoverage(_ setting: (users: Int, concentration: Double, share: Double)) throws {
        var generator = SeededGenerator(seed: UInt64(setting.users))
        let trials = 2_000
        var (covered, gainCovered) = (0, 0)
        for _ in 0..<trials {
            var (before, after) = ([UserTally](), [UserTally]())
            for _ in 0..<setting.users {
                // Sizes do not depend on what the user thinks, so the ratio converges to the mean.
                let pairs = Int.random(in: 4...30, using: &generator)
                let own = Self.beta(setting.share, setting.concentration, &generator)
                let other = Self.beta(setting.share - 0.05, setting.concentration, &generator)
                var (one, two) = (UserTally(), UserTally())
                for _ in 0..<pairs {
                    one.add(lead: Double.random(in: 0..<1, using: &generator) < other ? 1 : -1)
                    two.add(lead: Double.random(in: 0..<1, using: &generator) < own ? 1 : -1)
                }
                before.append(one)
                after.append(two)
            }
            if let (low, high) = PairAccuracy(after)?.interval(), low <= setting.share, setting.share <= high {
                covered += 1
            }
            if let (low, high) = try PairedGain(before: before, after: after)?.interval(), low <= 0.05, 0.05 <= high {
                gainCovered += 1
            }
        }
        #expect((0.93...0.97).contains(Double(covered) / Double(trials)), "\(covered) of \(trials)")
        #expect((0.93...0.97).contains(Double(gainCovered) / Double(trials)), "\(gainCovered) of \(trials)")
    }

    /// A beta variable with this mean, as the share of one of two gamma variables (sums of exponentials, by halves).
    private static func beta(_ mean: Double, _ size: Double, _ generator: inout SeededGenerator) -> Double {
        func gamma(_ shape: Double) -> Double {
            // Marsaglia and Tsang (2000).
            let d = shape + 1 - 1.0 / 3
            let c = 1 / (9 * d).squareRoot()
            while true {
                let angle = 2 * Double.pi * Double.random(in: 0..<1, using: &generator)
                let x = (-2 * log(1 - Double.random(in: 0..<1, using: &generator))).squareRoot() * cos(angle)
                let v = (1 + c * x) * (1 + c * x) * (1 + c * x)
                guard v > 0 else { continue }
                let u = 1 - Double.random(in: 0..<1, using: &generator)
                if log(u) < 0.5 * x * x + d - d * v + d * log(v) {
                    return d * v * pow(1 - Double.random(in: 0..<1, using: &generator), 1 / shape)
                }
            }
        }
        let (one, other) = (gamma(mean * size), gamma((1 - mean) * size))
        return one / (one + other)
    }

    @Test func theBiasMatrix() throws {
        let matrix = try BiasMatrix(
            names: ["A", "B", "C"], shares: [[0.8, 0.5, 0.4], [0.5, 0.7, nil], [0.1, 0.2, 0.3]],
            starts: [[0.6, 0.6, 0.6], [0.6, 0.6, nil], [0.6, 0.6, 0.6]])
        #expect(isClose(matrix.ownGain(0), 0.2))
        #expect(isClose(matrix.damage(0), -0.15))
        #expect(isClose(matrix.gap(0), 0.35))
        #expect(isClose(matrix.damage(1), -0.1))
        #expect(isClose(matrix.ownShare, 0.6))
        #expect(isClose(matrix.otherShare, (0.45 + 0.5 + 0.15) / 3))
        #expect(throws: PreferenceError.self) { try BiasMatrix(names: ["A"], shares: [], starts: [[1]]) }
        #expect(throws: PreferenceError.self) { try BiasMatrix(names: ["A"], shares: [[]], starts: [[1]]) }
    }

    @Test func theLengthBaseline() {
        var pairs = UserPairs()
        pairs.beginUser()
        pairs.add(winner: 0, loser: 1)
        pairs.add(winner: 2, loser: 0)
        pairs.beginUser()
        pairs.beginUser()
        pairs.add(winner: 1, loser: 2)
        let lengths = ["long text", "short", "other"].map { Double($0.unicodeScalars.count) }
        #expect(pairs.tallies(lengths) == [UserTally(right: 1, pairs: 2), UserTally(), UserTally(right: 0, pairs: 1)])
        #expect(pairs.userCount == 3)
        #expect(pairs.counted.total == 3)
    }

    @Test func theReportsOfTheAuthors() throws {
        let partial = PublishedReports.partial([
            .init(country: "Chile", start: 60, trained: 66), .init(country: "Canada", start: 50, trained: 53),
        ])
        #expect(
            String(decoding: partial, as: UTF8.self)
                == #"{"Chile":{"start":60,"ours_partial":66},"Canada":{"start":50,"ours_partial":53},"#
                + #""avg":{"start":55,"ours_partial":59.5}}"# + "\n")
        let full = PublishedReports.full([])
        #expect(String(decoding: full, as: UTF8.self) == #"{"avg":{"start":null,"ours_full":null}}"# + "\n")
        // The average of ratios is over all pairs together.
        let ratios = PublishedReports.editedRatios(
            train: [.init(country: "A", kept: 1, pairs: 2), .init(country: "B", kept: 3, pairs: 4)],
            test: [.init(country: "A", kept: 0, pairs: 0)])
        #expect(
            String(decoding: ratios, as: UTF8.self)
                == #"{"train":{"A":0.5,"B":0.75,"avg":0.6666666666666666},"test":{"A":null,"avg":null}}"# + "\n")
    }

    @Test func learningCurves() throws {
        let full = try LearningCurve(users: 100, shares: [0.1, 0.5, 1], repetitions: 3) { users in
            .init(pairs: Double(users.count) * 10, accuracy: 0.5 + Double(users.count) / 400)
        }
        #expect(full.points.map(\.pairs) == [100, 500, 1_000])
        #expect(full.points.map(\.share) == [0.1, 0.5, 1])
        #expect(isClose(full.pairs(for: 0.6), 400))
        #expect(full.pairs(for: 0.9) == nil)
        let kept = try LearningCurve(users: 100, shares: [0.1, 0.5, 1], repetitions: 3) { users in
            .init(pairs: Double(users.count) * 4, accuracy: 0.5 + Double(users.count) / 400)
        }
        #expect(isClose(kept.efficiency(over: full), 2.5))
        // Subsets of one repetition are nested.
        let subsets = SubsetRecorder()
        _ = try LearningCurve(users: 10, shares: [0.3, 0.8], repetitions: 1) { users in
            subsets.add(Set(users))
            return nil
        }
        let found = subsets.all.sorted { $0.count < $1.count }
        #expect(found.map(\.count) == [3, 8])
        #expect(found[0].isSubset(of: found[1]))
        #expect(throws: PreferenceError.self) { try LearningCurve(users: 1, shares: [0]) { _ in nil } }
        #expect(throws: PreferenceError.self) { try LearningCurve(users: 1, shares: [1], repetitions: 0) { _ in nil } }
    }

    private final class SubsetRecorder: @unchecked Sendable {
        private let lock = NSLock()
        private var subsets: [Set<Int>] = []
        func add(_ subset: Set<Int>) { lock.withLock { subsets.append(subset) } }
        var all: [Set<Int>] { lock.withLock { subsets } }
    }
}
