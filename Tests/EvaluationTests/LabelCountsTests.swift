import Statistics
import TestSupport
import Testing

@testable import Evaluation

/// F1 by its definition, row by row.
private func slowMacroF1(_ gold: [Int?], _ predicted: [Int?], labels: Int) -> Double {
    var sum = 0.0
    for label in 0..<labels {
        var (hits, wrong, missed) = (0.0, 0.0, 0.0)
        for (truth, reply) in zip(gold, predicted) {
            if reply == label {
                if truth == label { hits += 1 } else { wrong += 1 }
            } else if truth == label {
                missed += 1
            }
        }
        let precision = hits + wrong > 0 ? hits / (hits + wrong) : 0
        let recall = hits + missed > 0 ? hits / (hits + missed) : 0
        sum += precision + recall > 0 ? 2 * precision * recall / (precision + recall) : 0
    }
    return sum / Double(labels)
}

private func counts(_ gold: [Int?], _ predicted: [Int?], labels: Int) -> LabelCounts {
    var counts = LabelCounts(labelCount: labels)
    for (truth, reply) in zip(gold, predicted) { counts.add(gold: truth, predicted: reply) }
    return counts
}

@Suite struct LabelCountsTests {
    /// All gold and predicted labels of up to three rows, with two labels and none.
    @Test func allSmallCases() {
        let values: [Int?] = [nil, 0, 1]
        var lists: [[Int?]] = [[]]
        for _ in 0..<3 { lists += lists.flatMap { list in values.map { list + [$0] } } }
        for gold in lists {
            for predicted in lists where predicted.count == gold.count {
                let matrix = counts(gold, predicted, labels: 2)
                #expect(abs(matrix.macroF1 - slowMacroF1(gold, predicted, labels: 2)) < 1e-15)
                #expect(matrix.rows == gold.count)
                #expect(matrix.correct == zip(gold, predicted).count { $0 != nil && $0 == $1 })
            }
        }
    }

    @Test func manyRandomRows() {
        var generator = SeededGenerator(seed: 11)
        for _ in 0..<200 {
            let labels = Int.random(in: 1...7, using: &generator)
            let rows = Int.random(in: 1...60, using: &generator)
            func draw() -> Int? {
                let value = Int.random(in: 0...labels, using: &generator)
                return value == labels ? nil : value
            }
            let gold = (0..<rows).map { _ in draw() }
            let predicted = (0..<rows).map { _ in draw() }
            let matrix = counts(gold, predicted, labels: labels)
            #expect(abs(matrix.macroF1 - slowMacroF1(gold, predicted, labels: labels)) < 1e-12)
            for (label, score) in matrix.classes((0..<labels).map { "\($0)" }).enumerated() {
                #expect(score.support == gold.count { $0 == label })
                #expect(score.predicted == predicted.count { $0 == label })
                #expect(score.falsePositives + score.truePositives == score.predicted)
                #expect(score.falseNegatives + score.truePositives == score.support)
            }
            #expect(matrix.support[matrix.majority] == matrix.support.max())
        }
    }

    @Test func labelsOutsideTheListCountAsNone() {
        var matrix = LabelCounts(labelCount: 2)
        matrix.add(gold: 7, predicted: -1, count: 3)
        #expect(matrix[gold: nil, predicted: nil] == 3)
        #expect(matrix.macroF1 == 0)
    }

    /// The three values of scikit-learn's documentation of f1_score, average="macro".
    @Test func scikitLearnExample() {
        let score = counts([0, 1, 2, 0, 1, 2], [0, 2, 1, 0, 0, 1], labels: 3).macroF1
        #expect(abs(score - 0.26666666666666666) < 1e-15)
    }
}
