import Statistics

extension Benchmark {
    /// The differences between all pairs of models, in the order of the models, adjusted by Holm's procedure.
    ///
    /// - Parameters:
    ///   - models: a name, and one prediction for each of `rows`.
    ///   - bootstrap: seed, replicates and level of the intervals and of the tests.
    /// - Throws: `EvaluationError.lengthsDiffer`.
    /// - Complexity: for each pair of models and each replicate O(labels³).
    public func differences(
        _ models: [(name: String, predictions: [Prediction])], policy: BlankPolicy = .leaveOut, bootstrap: Bootstrap
    ) throws(EvaluationError) -> [PairedDifference] {
        for model in models where model.predictions.count != rows.count {
            throw .lengthsDiffer(what: "Predictions of \(model.name) and rows", model.predictions.count, rows.count)
        }
        let scored = scoredRows(policy)
        var differences: [PairedDifference] = []
        for (place, first) in models.enumerated() {
            for second in models[(place + 1)...] {
                differences.append(
                    PairedDifference(
                        first: first.name, second: second.name, labelCount: task.labels.count,
                        rows: scored.lazy.map { place in
                            (
                                gold: rows[place].gold.code, first: first.predictions[place].code,
                                second: second.predictions[place].code, count: 1
                            )
                        }, bootstrap: bootstrap))
            }
        }
        return PairedDifference.adjusted(differences)
    }
}
