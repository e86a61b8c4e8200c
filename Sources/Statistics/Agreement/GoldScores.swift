/// How well a rater finds one value of a gold standard.
public struct GoldScores: Sendable, Equatable {
    public let value: String
    /// Units that have the value in the gold standard.
    public let gold: Double
    /// Units to which the rater gave it.
    public let given: Double
    /// Units with the value in both.
    public let both: Double

    /// The part of the units given the value that have it; `nil` if it was never given.
    public var precision: Double? { given > 0 ? both / given : nil }
    /// The part of the units with the value that were given it; `nil` if none has it.
    public var recall: Double? { gold > 0 ? both / gold : nil }
    /// The harmonic mean of both, 2·both/(gold + given): 0 where nothing was found.
    public var f1: Double { gold + given > 0 ? 2 * both / (gold + given) : 0 }
}

extension ConfusionTable {
    /// The scores of each value, the first rater taken as gold standard, in the order of `labels`.
    public var scores: [GoldScores] {
        var both = labels.map { _ in 0.0 }
        for cell in cells where cell.first == cell.second { both[cell.first] = cell.count }
        return labels.indices.map {
            GoldScores(value: labels[$0], gold: firstTotals[$0], given: secondTotals[$0], both: both[$0])
        }
    }

    /// The mean of F1 over the values that occur in either column, each with the same weight.
    ///
    /// Source: J. Opitz and S. Burst, "Macro F1 and Macro F1", arXiv:1911.03347 (2019), the mean of the F1 scores.
    public var macroF1: Double {
        let scores = scores.filter { $0.gold + $0.given > 0 }
        return CompensatedSum(scores.map(\.f1)).value / Double(scores.count)
    }

    /// The part of units with the gold standard's value.
    public var accuracy: Double { agreeing / total }
}
