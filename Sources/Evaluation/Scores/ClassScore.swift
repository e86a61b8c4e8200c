/// How one label of a task is predicted.
public struct ClassScore: Sendable, Hashable {
    public let label: String
    /// The rows whose gold label it is.
    public let support: Int
    /// The rows for which it is predicted.
    public let predicted: Int
    public let truePositives: Int

    public var falsePositives: Int { predicted - truePositives }
    public var falseNegatives: Int { support - truePositives }
    /// Nil if the label is never predicted.
    public var precision: Double? { predicted > 0 ? Double(truePositives) / Double(predicted) : nil }
    /// Nil if no row has the label.
    public var recall: Double? { support > 0 ? Double(truePositives) / Double(support) : nil }
    /// 0 if ``isUndefined``.
    public var f1: Double {
        Evaluation.f1(
            truePositives: Double(truePositives), support: Double(support), predicted: Double(predicted))
    }
    /// The label neither occurs nor is predicted, so that its F1 is 0 by convention and pulls the mean down.
    public var isUndefined: Bool { support == 0 && predicted == 0 }
}

extension LabelCounts {
    /// The score of each label. `labels` has `labelCount` names.
    public func classes(_ labels: [String]) -> [ClassScore] {
        let (support, predicted) = (support, predicted)
        return labels.enumerated().prefix(labelCount).map { place, label in
            ClassScore(
                label: label, support: support[place], predicted: predicted[place],
                truePositives: self[gold: place, predicted: place])
        }
    }
}
