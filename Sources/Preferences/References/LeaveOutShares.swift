import Foundation
import Statistics

/// The reference reward of a country from the answers of the others: what people elsewhere choose.
public enum LeaveOutShares {
    /// Added to a mean share before its logarithm, so that an option without answers has a reward.
    public static let shareFloor = 0.001
    /// Added to a count of answers before its logarithm.
    public static let countFloor = 0.5

    /// r0(option) = ln(mean share over the other countries + 0.001), for one question.
    ///
    /// - Parameter shares: by country and option; each country's sum to 1. All countries have the same options.
    /// - Returns: by country and option; empty for a country without others.
    ///
    /// Cost: countries² · options.
    public static func meanRewards(_ shares: [[Double]]) -> [[Double]] {
        shares.indices.map { own in
            guard shares.count > 1 else { return [] }
            return shares[own].indices.map { option in
                var sum = CompensatedSum()
                for other in shares.indices where other != own { sum.add(shares[other][option]) }
                return log(sum.value / Double(shares.count - 1) + shareFloor)
            }
        }
    }

    /// r0(option) = ln((c + 0.5)/Σ(c + 0.5)), c the answers of all other countries together, the sum over the options
    /// of the question.
    ///
    /// Only training answers should be counted: a test user is then not seen before the test.
    ///
    /// - Parameters:
    ///   - counts: answers by country and item; items are the options of all questions.
    ///   - blocks: for each item the number of its question.
    public static func pooledRewards(_ counts: [[Double]], blocks: [Int]) -> [[Double]] {
        let all = blocks.indices.map { item in counts.reduce(0) { $0 + $1[item] } }
        return counts.map { own in
            let others = zip(all, own).map { $0 - $1 + countFloor }
            var totals: [Int: Double] = [:]
            for (block, count) in zip(blocks, others) { totals[block, default: 0] += count }
            return zip(blocks, others).map { block, count in log(count / (totals[block] ?? 1)) }
        }
    }
}
