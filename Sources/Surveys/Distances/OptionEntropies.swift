import Foundation

/// The shares of the options of all groups and questions, with the entropy of each: what divergences of every two
/// groups have in common.
///
/// A bootstrap of a full wave computes a thousand times 2,000 pairs of 290 questions, and most of its time goes into
/// logarithms. Here each option of a pair takes one, instead of two and as many divisions.
struct OptionEntropies {
    private let counts: OptionCounts
    private let questions: Int
    /// As `values` of the counts.
    private let shares: [Double]
    /// Σ p·log₂ p, by group, then by question; NaN where nobody answered.
    private let sums: [Double]

    init(_ counts: OptionCounts) {
        self.counts = counts
        questions = counts.starts.count - 1
        var shares = counts.values
        var sums: [Double] = []
        let groups = counts.groups
        sums.reserveCapacity(groups * questions)
        for group in 0..<groups {
            for question in 0..<questions {
                let range = counts.range(group: group, question: question)
                let total = OptionDivergence.total(shares[range])
                var sum = total > 0 ? 0 : Double.nan
                for place in range where shares[place] > 0 {
                    shares[place] /= total
                    sum += shares[place] * log2(shares[place])
                }
                sums.append(sum)
            }
        }
        (self.shares, self.sums) = (shares, sums)
    }

    /// Below this, a difference of entropies would lose digits, and the divergence is computed from the shares.
    private static let leastDifference = 1e-5

    /// The Jensen-Shannon divergence in bits: 1 + ½·(Σ p·log₂ p + Σ q·log₂ q − Σ (p + q)·log₂(p + q)); nil unless both
    /// groups answered.
    func jensenShannon(_ first: Int, _ second: Int, question: Int) -> Double? {
        let known = sums[first * questions + question] + sums[second * questions + question]
        guard !known.isNaN else { return nil }
        let (one, other) = (
            counts.range(group: first, question: question), counts.range(group: second, question: question)
        )
        let mixed = shares.withUnsafeBufferPointer { shares in
            var mixed = 0.0
            for index in 0..<one.count {
                let sum = shares[one.lowerBound + index] + shares[other.lowerBound + index]
                if sum > 0 { mixed += sum * log2(sum) }
            }
            return mixed
        }
        let divergence = 1 + (known - mixed) / 2
        return divergence > Self.leastDifference
            ? min(divergence, 1) : OptionDivergence.jensenShannon(shares[one], shares[other])
    }
}
