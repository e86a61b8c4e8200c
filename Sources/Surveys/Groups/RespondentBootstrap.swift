import Parallel
import Statistics

/// Intervals of several numbers at once by resampling respondents within their groups.
///
/// Replicate i draws from stream i of `Philox`, so the digits do not depend on the number of threads.
public struct RespondentBootstrap: Sendable, Equatable {
    public let seed: UInt64
    public let replicates: Int
    public let level: Double

    /// - Throws: `SurveyError.bootstrapOutOfRange` unless there are 100 to 1,000,000 replicates and 0 < `level` < 1.
    public init(seed: UInt64 = 1, replicates: Int = 1_000, level: Double = 0.95) throws {
        guard Bootstrap.allowedReplicates.contains(replicates), level > 0, level < 1 else {
            throw SurveyError.bootstrapOutOfRange(replicates: replicates, level: level)
        }
        (self.seed, self.replicates, self.level) = (seed, replicates, level)
    }

    /// The intervals of numbers computed from counts.
    ///
    /// - Parameter statistic: as many numbers for each replicate as `estimates` has; NaN where one is not defined.
    func intervals(
        _ table: RespondentTable, isWeighted: Bool, estimates: [Double],
        _ statistic: @Sendable (OptionCounts) -> [Double]
    ) throws -> [ResampledInterval] {
        let blocks = stride(from: 0, to: replicates, by: OptionCounts.lanes).map {
            $0..<min($0 + OptionCounts.lanes, replicates)
        }
        let drawn = try blocks.concurrentMap { (block: Range<Int>) -> [[Double]] in
            OptionCounts.resampled(table, isWeighted: isWeighted, seed: seed, replicates: block).map(statistic)
        }.joined()
        return estimates.indices.map { index in
            ResampledInterval(
                estimate: estimates[index], replicates: drawn.map { $0[index] }.filter(\.isFinite), level: level)
        }
    }
}

/// A number with what resampling says of it.
public struct ResampledInterval: Sendable, Equatable {
    public let estimate: Double
    /// The standard deviation of the replicates; nil without two of them.
    public let standardError: Double?
    /// The mean of the replicates minus the estimate. A distance between samples is too large by about as much, since
    /// noise in either sample adds to it.
    public let bias: Double?
    /// The quantiles of the replicates at (1 − level)/2 and (1 + level)/2, type 7 of Hyndman and Fan, less their bias:
    /// they lie about the estimate. Not below 0 where the estimate and all replicates are not.
    public let low: Double?
    public let high: Double?

    /// A number without resampling.
    init(estimate: Double) {
        (self.estimate, standardError, bias, low, high) = (estimate, nil, nil, nil, nil)
    }

    /// The same, whose ends are not above the greatest value that there can be.
    func notAbove(_ greatest: Double) -> ResampledInterval { ResampledInterval(self, high: greatest) }

    private init(_ other: ResampledInterval, high greatest: Double) {
        (estimate, standardError, bias) = (other.estimate, other.standardError, other.bias)
        (low, high) = (other.low.map { min($0, greatest) }, other.high.map { min($0, greatest) })
    }

    /// - Parameter replicates: finite; without two of them there is no interval.
    init(estimate: Double, replicates: [Double], level: Double) {
        self.estimate = estimate
        guard replicates.count > 1 else {
            (standardError, bias, low, high) = (nil, nil, nil, nil)
            return
        }
        let count = Double(replicates.count)
        let mean = CompensatedSum(replicates).value / count
        let excess = mean - estimate
        let squares = CompensatedSum(replicates.map { ($0 - mean) * ($0 - mean) }).value
        standardError = (squares / (count - 1)).squareRoot()
        bias = excess
        let sorted = replicates.sorted()
        let least = min(estimate, sorted[0]) < 0 ? -Double.infinity : 0
        low = Self.quantile(sorted, (1 - level) / 2).map { max($0 - excess, least) }
        high = Self.quantile(sorted, (1 + level) / 2).map { $0 - excess }
    }

    private static func quantile(_ sorted: [Double], _ probability: Double) -> Double? {
        let place = QuantileDefinition.linear.place(probability, count: sorted.count)
        return interpolate(sorted[place.lower], sorted[min(place.lower + 1, sorted.count - 1)], place.fraction)
    }
}
