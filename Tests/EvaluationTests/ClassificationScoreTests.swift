import Parallel
import Statistics
import Testing

@testable import Evaluation

private let task = BenchmarkTask(
    name: "t", labels: ["NOT", "OFF"],
    mapping: ReplyMapping(rules: [.init(contains: "not", label: "NOT"), .init(contains: "off", label: "OFF")]))

private func benchmark(_ golds: [GoldLabel]) -> Benchmark {
    Benchmark(task: task, rows: golds.enumerated().map { BenchmarkRow(number: $0 + 1, text: "x", gold: $1) })
}

@Suite struct ClassificationScoreTests {
    @Test func blankLabelsAreLeftOutOrKept() throws {
        let rows = benchmark([.label(0), .label(1), .blank, .unlisted("SPAM")])
        let predictions: [Prediction] = [.label(0), .label(1), .label(1), .label(1)]
        let left = try rows.score(predictions)
        #expect(left.rows == 2)
        #expect(left.macroF1 == 1)
        #expect(left.blank == 1)
        #expect(left.unlisted == ["SPAM": 1])
        #expect(left.warnings.contains(.blankLeftOut(rows: 1)))
        #expect(left.warnings.contains(.unlisted(labels: ["SPAM"], rows: 1, areKept: false)))
        // Kept, they are false positives of OFF: F1 is 2/(1 + 3).
        let kept = try rows.score(predictions, policy: .keep)
        #expect(kept.rows == 4)
        #expect(kept.macroF1 == (1 + 0.5) / 2)
        #expect(kept.warnings.contains(.blankKept(rows: 1)))
    }

    @Test func unmappedAndMissingRepliesCostRecall() throws {
        let rows = benchmark(Array(repeating: .label(0), count: 10) + Array(repeating: .label(1), count: 10))
        var predictions: [Prediction] = Array(repeating: .label(0), count: 10) + Array(repeating: .label(1), count: 10)
        predictions[0] = .unmapped
        predictions[1] = .missing
        let score = try rows.score(predictions)
        #expect(score.unmapped == 1)
        #expect(score.missing == 1)
        #expect(score.accuracy == 0.9)
        #expect(score.classes[0].recall == 0.8)
        #expect(score.classes[0].precision == 1)
        #expect(score.warnings == [.unmapped(replies: 1, rows: 20), .missing(replies: 1, rows: 20)])
    }

    @Test func warnings() throws {
        let few = try benchmark(Array(repeating: .label(0), count: 12) + [.label(1)]).score(
            Array(repeating: .label(0), count: 13))
        #expect(few.warnings == [.fewRows(label: "OFF", rows: 1)])
        let one = try benchmark(Array(repeating: .label(1), count: 12)).score(Array(repeating: .label(1), count: 12))
        #expect(one.warnings == [.oneClassOnly(label: "OFF"), .labelAbsent(label: "NOT"), .undefinedF1(label: "NOT")])
        #expect(one.macroF1 == 0.5)
        #expect(one.classes[0].isUndefined)
        #expect(one.classes[0].f1 == 0)
        #expect(one.classes[0].precision == nil)
        #expect(one.classes[0].recall == nil)
        for warning in few.warnings + one.warnings { #expect(warning.description.hasSuffix(".")) }
    }

    @Test func lengthsMustAgree() {
        #expect(throws: EvaluationError.lengthsDiffer(what: "Predictions and rows", 1, 2)) {
            try benchmark([.label(0), .label(1)]).score([.label(0)])
        }
    }

    @Test func intervalIsTheSameForAnyNumberOfThreadsAndHoldsTheScore() throws {
        let golds: [GoldLabel] = (0..<200).map { .label($0 % 3 == 0 ? 1 : 0) }
        let predictions: [Prediction] = (0..<200).map { $0 % 7 == 0 ? .unmapped : .label($0 % 5 == 0 ? 1 : 0) }
        let bootstrap = try #require(Bootstrap(seed: 5, replicates: 500))
        let width = Width.current
        defer { Width.current = width }
        Width.current = 1
        let one = try benchmark(golds).score(predictions, bootstrap: bootstrap)
        Width.current = 4
        let four = try benchmark(golds).score(predictions, bootstrap: bootstrap)
        #expect(one == four)
        let interval = try #require(one.macroF1Interval)
        #expect(interval.estimate == one.macroF1)
        #expect(interval.low < one.macroF1 && one.macroF1 < interval.high)
        let other = try benchmark(golds).score(
            predictions, bootstrap: Bootstrap(seed: 6, replicates: 500))
        #expect(other.macroF1Interval != one.macroF1Interval)
        // Rows in another order are the same rows.
        let shuffled = try benchmark(golds.reversed()).score(predictions.reversed(), bootstrap: bootstrap)
        #expect(shuffled.macroF1Interval == one.macroF1Interval)
    }

    /// The draw of cells is a draw of rows: both have nearly the same standard error.
    @Test func cellsAreRowsDrawnAgain() throws {
        var counts = LabelCounts(labelCount: 2)
        let cells: [(Int?, Int?, Int)] = [(0, 0, 40), (0, 1, 12), (1, 0, 9), (1, 1, 25), (1, nil, 6)]
        var rows: [(Int?, Int?)] = []
        for (gold, predicted, count) in cells {
            counts.add(gold: gold, predicted: predicted, count: count)
            rows += Array(repeating: (gold, predicted), count: count)
        }
        let bootstrap = try #require(Bootstrap(seed: 3, replicates: 4_000))
        let score = ClassificationScore(task: "t", labels: ["a", "b"], counts: counts, bootstrap: bootstrap)
        var generator = Philox(seed: 99, stream: 0)
        var values: [Double] = []
        for _ in 0..<4_000 {
            var drawn = LabelCounts(labelCount: 2)
            for _ in rows {
                let (gold, predicted) = rows[Int.random(in: 0..<rows.count, using: &generator)]
                drawn.add(gold: gold, predicted: predicted)
            }
            values.append(drawn.macroF1)
        }
        let mean = values.reduce(0, +) / Double(values.count)
        let deviation = (values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(values.count - 1)).squareRoot()
        let error = try #require(score.macroF1Interval?.standardError)
        #expect(abs(error - deviation) < 0.05 * deviation)
    }
}
