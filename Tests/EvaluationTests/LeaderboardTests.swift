import Statistics
import Testing

@testable import Evaluation

@Suite struct LeaderboardTests {
    /// A score of 20 rows; the first are right.
    private func score(_ right: Int) -> ClassificationScore {
        var counts = LabelCounts(labelCount: 2)
        for row in 0..<20 { counts.add(gold: row % 2, predicted: row < right ? row % 2 : 1 - row % 2) }
        return ClassificationScore(task: "t", labels: ["a", "b"], counts: counts)
    }

    private func entry(_ model: String, _ column: String, _ right: Int) -> Leaderboard.Entry {
        Leaderboard.Entry(model: model, column: column, score: score(right))
    }

    @Test func bestAndSecondOfEachColumn() throws {
        let board = Leaderboard([
            entry("m", "hate", 12), entry("m", "spam", 18), entry("n", "hate", 16), entry("n", "spam", 16),
            entry("o", "hate", 16), entry("p", "hate", 10), entry("p", "spam", 4),
        ])
        #expect(board.columns == ["hate", "spam"])
        #expect(board.rows.map(\.model) == ["n", "m", "p", "o"])
        let hate = board.rows.map { $0.cells[0] }
        #expect(hate.map { $0?.isBest } == [true, false, false, true])
        #expect(hate.map { $0?.isSecond } == [false, true, false, false])
        #expect(board.rows[3].cells[1] == nil)
        #expect(board.rows[3].mean == nil)
        #expect(abs(try #require(board.rows[0].mean).value - 0.8) < 1e-12)
        #expect(board.rows[0].mean?.isBest == true)
        #expect(board.rows[1].mean?.isSecond == true)
        #expect(abs(board.baseline[0] - 1.0 / 3) < 1e-12)
        #expect(board.rows[2].cells[1]?.isAtMostBaseline == true)
        #expect(board.rows[2].cells[0]?.isAtMostBaseline == false)
    }

    @Test func orderOfEntriesIfNotSorted() {
        let board = Leaderboard([entry("m", "x", 10), entry("n", "x", 18), entry("m", "x", 12)], isSorted: false)
        #expect(board.rows.map(\.model) == ["m", "n"])
        #expect(abs((board.rows[0].cells[0]?.value ?? 0) - 0.6) < 1e-12)
        #expect(Leaderboard([]).rows.isEmpty)
        #expect(Leaderboard([]).baselineMean == nil)
    }

    @Test func probabilitiesAreThoseToTheBest() throws {
        let task = BenchmarkTask(name: "t", labels: ["a", "b"], mapping: ReplyMapping(rules: []))
        let benchmark = Benchmark(
            task: task, rows: (0..<20).map { BenchmarkRow(number: $0 + 1, text: nil, gold: .label($0 % 2)) })
        let bootstrap = try #require(Bootstrap(replicates: 200))
        let models: [(name: String, predictions: [Prediction])] = [("m", 12), ("n", 18), ("o", 16)].map { name, right in
            (name, (0..<20).map { .label($0 < right ? $0 % 2 : 1 - $0 % 2) })
        }
        let entries = try models.map {
            Leaderboard.Entry(
                model: $0.name, column: "t", score: try benchmark.score($0.predictions, bootstrap: bootstrap))
        }
        let differences = try benchmark.differences(models, bootstrap: bootstrap)
        let board = Leaderboard(entries, differences: ["t": differences])
        #expect(board.rows.map(\.model) == ["n", "o", "m"])
        #expect(board.rows[0].cells[0]?.probability == nil)
        #expect(board.rows[1].cells[0]?.probability == differences[2].adjusted)
        #expect(board.rows[2].cells[0]?.probability == differences[0].adjusted)
        #expect(board.rows[0].cells[0]?.low != nil)
    }
}
