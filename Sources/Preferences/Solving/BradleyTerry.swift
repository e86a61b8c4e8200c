import Statistics

/// The model of Bradley and Terry: a strength θ for each item, and a probability 1/(1 + exp(θ_b − θ_a)) that a wins.
///
/// Strengths are those of maximum likelihood, with mean 0, to about 1e-12. With weights, such as those of SCPO, each
/// pair counts as often as it weighs.
///
/// Source: R. A. Bradley and M. E. Terry, "Rank analysis of incomplete block designs: I. The method of paired
/// comparisons", Biometrika 39 (1952) 324-345.
public struct BradleyTerry: Sendable {
    /// θ by item; their mean is 0.
    public let strengths: [Double]
    /// Σ w·log P, at most 0.
    public let logLikelihood: Double
    /// By item, from the curvature of the likelihood, with the mean held at 0. Weights are taken as counts. `nil` if
    /// the curvature is singular by rounding.
    public let standardErrors: [Double]?
    public let sumOfWeights: Double

    /// The loss per unit of weight, −Σ w·log P/Σ w.
    public var meanLoss: Double { -logLikelihood / sumOfWeights }

    /// - Parameters:
    ///   - pairs: with counts or weights.
    ///   - itemCount: items are numbered from 0.
    /// - Throws: `PreferenceError.disconnected` if items fall into parts that no pair compares with each other,
    ///   `.separated` if a part wins every pair against the rest, and others as for ``TabularFit``.
    public init(pairs: [CountedPairs.Entry], itemCount: Int) throws(PreferenceError) {
        let zeros = [Double](repeating: 0, count: itemCount)
        let fit = try TabularFit(pairs: pairs, reference: zeros, lambda: 0)
        let mean = CompensatedSum(fit.rewards).value / Double(itemCount)
        let strengths = fit.rewards.map { $0 - mean }
        self.strengths = strengths
        sumOfWeights = fit.sumOfWeights
        logLikelihood = -fit.loss * fit.sumOfWeights
        standardErrors = BlockProblem(pairs: pairs, prior: zeros, penalty: 0).variances(strengths)?.map {
            max($0, 0).squareRoot()
        }
    }

    /// How many parts there are that no pair compares with each other, items without a pair included.
    public static func componentCount(pairs: [CountedPairs.Entry], itemCount: Int) -> Int {
        (PairGraph(itemCount: itemCount, pairs.filter { $0.count > 0 }).components().max() ?? -1) + 1
    }
}
