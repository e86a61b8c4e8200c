import Evaluation
import SQLite

/// The tables that `evaluate labels` prints.
enum LabelScoreTables {
    static let scoreColumns = [
        "benchmark", "task", "culture", "model", "n", "macro_f1", "macro_f1_low", "macro_f1_high", "accuracy",
        "accuracy_low", "accuracy_high", "majority_f1", "beats_majority", "unmapped", "missing", "blank", "unlisted",
    ]

    static func scoreRow(_ answered: AnsweredBenchmark, _ model: String, _ score: ClassificationScore) -> [SQLValue] {
        [
            .text(answered.name), .text(score.task), SQLValue(answered.culture), .text(model),
            .integer(Int64(score.rows)), .real(score.macroF1), SQLValue(score.macroF1Interval?.low),
            SQLValue(score.macroF1Interval?.high), SQLValue(score.accuracy), SQLValue(score.accuracyInterval?.low),
            SQLValue(score.accuracyInterval?.high), .real(score.majority.macroF1),
            SQLValue((score.macroF1Interval?.low ?? score.macroF1) > score.majority.macroF1),
            .integer(Int64(score.unmapped)),
            .integer(Int64(score.missing)), .integer(Int64(score.blank)),
            .integer(Int64(score.unlisted.values.reduce(0, +))),
        ]
    }

    static let classColumns = [
        "benchmark", "task", "culture", "model", "label", "n", "predicted", "right", "precision", "recall", "f1",
        "undefined",
    ]

    static func classRows(
        _ answered: AnsweredBenchmark, _ model: String, _ score: ClassificationScore
    ) -> [[SQLValue]] {
        score.classes.map { label in
            [
                .text(answered.name), .text(score.task), SQLValue(answered.culture), .text(model), .text(label.label),
                .integer(Int64(label.support)), .integer(Int64(label.predicted)),
                .integer(Int64(label.truePositives)), SQLValue(label.precision), SQLValue(label.recall),
                .real(label.f1), SQLValue(label.isUndefined),
            ]
        }
    }

    static let differenceColumns = [
        "benchmark", "task", "culture", "first", "second", "n", "difference", "low", "high", "p", "p_holm",
        "only_first_right", "only_second_right",
    ]

    static func differenceRows(_ answered: AnsweredBenchmark, _ differences: [PairedDifference]) -> [[SQLValue]] {
        differences.map { difference in
            [
                .text(answered.name), .text(answered.benchmark.task.name), SQLValue(answered.culture),
                .text(difference.first), .text(difference.second), .integer(Int64(difference.rows)),
                .real(difference.difference), SQLValue(difference.interval?.low), SQLValue(difference.interval?.high),
                .real(difference.probability), .real(difference.adjusted),
                .integer(Int64(difference.onlyFirstRight)), .integer(Int64(difference.onlySecondRight)),
            ]
        }
    }
}
