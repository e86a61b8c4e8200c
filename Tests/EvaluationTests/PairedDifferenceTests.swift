import Parallel
import Statistics
import TestSupport
import Testing

@testable import Evaluation

private let task = BenchmarkTask(name: "t", labels: ["a", "b"], mapping: ReplyMapping(rules: []))

@Suite struct PairedDifferenceTests {
    private func benchmark(_ golds: [Int]) -> Benchmark {
        Benchmark(
            task: task, rows: golds.enumerated().map { BenchmarkRow(number: $0 + 1, text: nil, gold: .label($1)) })
    }

    @Test func equalModelsDoNotDiffer() throws {
        let rows = benchmark((0..<40).map { $0 % 2 })
        let predictions: [Prediction] = (0..<40).map { .label($0 % 3 == 0 ? 1 : 0) }
        let bootstrap = try #require(Bootstrap(replicates: 200))
        let difference = try #require(
            try rows.differences([("m", predictions), ("n", predictions)], bootstrap: bootstrap).first)
        #expect(difference.difference == 0)
        #expect(difference.probability == 1)
        #expect(difference.interval?.low == 0)
        #expect(difference.interval?.high == 0)
        #expect(difference.onlyFirstRight == 0 && difference.onlySecondRight == 0)
    }

    /// The randomisation test nears the share of all 2^n exchanges of the two replies.
    @Test func probabilityOfAllExchanges() throws {
        var generator = SeededGenerator(seed: 4)
        for _ in 0..<5 {
            let golds = (0..<10).map { _ in Int.random(in: 0...1, using: &generator) }
            let first = (0..<10).map { place in generator.chance(8, in: 10) ? golds[place] : 1 - golds[place] }
            let second = (0..<10).map { _ in Int.random(in: 0...1, using: &generator) }
            func difference(_ exchange: Int) -> Double {
                var (one, other) = (LabelCounts(labelCount: 2), LabelCounts(labelCount: 2))
                for place in 0..<10 {
                    let isExchanged = exchange >> place & 1 == 1
                    one.add(gold: golds[place], predicted: isExchanged ? second[place] : first[place])
                    other.add(gold: golds[place], predicted: isExchanged ? first[place] : second[place])
                }
                return one.macroF1 - other.macroF1
            }
            let observed = difference(0)
            let reached = (0..<1_024).count { abs(difference($0)) >= abs(observed) - 1e-12 }
            let bootstrap = try #require(Bootstrap(seed: 7, replicates: 20_000))
            let result = try #require(
                try benchmark(golds).differences(
                    [("m", first.map { .label($0) }), ("n", second.map { .label($0) })], bootstrap: bootstrap
                ).first)
            #expect(abs(result.difference - observed) < 1e-12)
            #expect(abs(result.probability - Double(reached) / 1_024) < 0.015)
        }
    }

    @Test func allPairsAreAdjustedTogether() throws {
        let golds = (0..<60).map { $0 % 2 }
        let rows = benchmark(golds)
        let models: [(name: String, predictions: [Prediction])] = [
            ("right", golds.map { .label($0) }), ("half", golds.indices.map { .label($0 % 4 < 2 ? 0 : 1) }),
            ("constant", golds.map { _ in .label(0) }), ("silent", golds.map { _ in .missing }),
        ]
        let bootstrap = try #require(Bootstrap(seed: 2, replicates: 400))
        let differences = try rows.differences(models, bootstrap: bootstrap)
        #expect(
            differences.map { "\($0.first)-\($0.second)" } == [
                "right-half", "right-constant", "right-silent", "half-constant", "half-silent", "constant-silent",
            ])
        #expect(differences.map(\.adjusted) == holmAdjusted(differences.map(\.probability)))
        #expect(differences.allSatisfy { $0.adjusted >= $0.probability })
        #expect(differences[2].difference == 1)
        #expect(differences[2].probability == 1.0 / 401)
        let width = Width.current
        defer { Width.current = width }
        Width.current = 1
        #expect(try rows.differences(models, bootstrap: bootstrap) == differences)
    }

    @Test func lengthsMustAgree() throws {
        let bootstrap = try #require(Bootstrap(replicates: 100))
        #expect(throws: EvaluationError.self) {
            try benchmark([0, 1]).differences([("m", [.label(0)])], bootstrap: bootstrap)
        }
    }
}
