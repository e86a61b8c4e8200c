import Statistics

extension Benchmark {
    /// The rows that are scored under a policy, as places in `rows`.
    public func scoredRows(_ policy: BlankPolicy) -> [Int] {
        rows.indices.filter { policy == .keep || rows[$0].gold.code != nil }
    }

    /// Scores predictions.
    ///
    /// - Parameters:
    ///   - predictions: one for each of `rows`, in their order.
    ///   - bootstrap: how the interval of macro-F1 is found, by resampling rows; nil for none. The same seed gives the
    ///     same digits with any number of threads.
    /// - Throws: `EvaluationError.lengthsDiffer`.
    /// - Complexity: O(rows), and for each replicate O(labels²).
    public func score(
        _ predictions: [Prediction], policy: BlankPolicy = .leaveOut, bootstrap: Bootstrap? = nil
    ) throws(EvaluationError) -> ClassificationScore {
        guard predictions.count == rows.count else {
            throw .lengthsDiffer(what: "Predictions and rows", predictions.count, rows.count)
        }
        var counts = LabelCounts(labelCount: task.labels.count)
        var missing = 0
        for place in scoredRows(policy) {
            counts.add(gold: rows[place].gold.code, predicted: predictions[place].code)
            if predictions[place] == .missing { missing += 1 }
        }
        var (blank, unlisted) = (0, [String: Int]())
        for row in rows {
            switch row.gold {
            case .blank: blank += 1
            case .unlisted(let label): unlisted[label, default: 0] += 1
            case .label: break
            }
        }
        return ClassificationScore(
            task: task.name, labels: task.labels, counts: counts, missing: missing, blank: blank, unlisted: unlisted,
            policy: policy, bootstrap: bootstrap)
    }
}

extension GoldLabel {
    /// The place in the task's labels; nil if the label is blank or not listed.
    public var code: Int? { if case .label(let code) = self { code } else { nil } }
}
