import Foundation

/// Shares of several values, corrected for a tagger's errors by inverting its misclassification matrix.
///
/// With A the matrix of the probabilities of each tag given each label, estimated from labelled samples by their
/// weights, and q the shares of tags, the shares θ of labels solve A'θ = q. Where there are tags that are no label, θ
/// is the least-squares solution with weights 1/q whose shares add up to 1; a tag that no sample has is weighted as if
/// half a sample had it. Variances are by linearization: of the tags as a multinomial sample, and of A over labelled
/// samples within strata.
///
/// Source: A. Tenenbein, "A double sampling scheme for estimating from misclassified multinomial data with applications
/// to sampling inspection", Technometrics 14 (1972) 187-202; for stratified samples R. Lohr, "Sampling: Design and
/// Analysis", 3rd edition (2021), chapter 9.
public struct CorrectedShares: Sendable {
    /// One value, raw beside corrected.
    public struct Value: Sendable, Equatable {
        public let label: String
        /// The share of samples with this tag.
        public let raw: Double
        /// The corrected share, 0 or 1 where the solution lies beyond.
        public let corrected: Double
        /// Whether the solution lay beyond 0 or 1.
        public let isClipped: Bool
        /// Of the corrected share.
        public let standardError: Double
    }

    /// In the order of labels.
    public let values: [Value]
    private let smoothed: Solution

    /// - Throws: `notSeparated`.
    public init(_ gold: StratifiedGold) throws(CorrectionError) {
        guard let solution = Solution(gold, added: 0), let smoothed = Solution(gold, added: 1) else {
            throw .notSeparated
        }
        self.smoothed = smoothed
        let total = CompensatedSum(gold.tagged).value
        values = gold.labels.enumerated().map { place, label in
            let share = solution.shares[place]
            return Value(
                label: label, raw: gold.tags.firstIndex(of: label).map { gold.tagged[$0] / total } ?? 0,
                corrected: min(max(share, 0), 1), isClipped: share < 0 || share > 1,
                standardError: solution.variances[place].squareRoot())
        }
    }

    /// The interval of each corrected share, within 0 and 1: normal, with one labelled sample more for each label,
    /// spread evenly over the tags. `nil` unless 0 < `level` < 1.
    public func intervals(level: Double = 0.95) -> [(low: Double, high: Double)]? {
        guard level > 0, level < 1, let lower = normalQuantile((1 - level) / 2) else { return nil }
        return values.indices.map { place in
            let halfWidth = -lower * smoothed.variances[place].squareRoot()
            let bounds = (smoothed.shares[place] - halfWidth, smoothed.shares[place] + halfWidth)
            return (
                max(min(bounds.0, values[place].corrected), 0), min(max(bounds.1, values[place].corrected), 1)
            )
        }
    }
}
