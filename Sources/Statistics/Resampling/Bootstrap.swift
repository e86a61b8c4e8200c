import Foundation
import Parallel

/// How an interval is found by resampling: seed, number of replicates and level.
///
/// Replicate i draws from stream i of `Philox` with the seed, and the replicates are put in order by i, so that the
/// same seed gives the same digits whatever the number of threads.
public struct Bootstrap: Sendable {
    public let seed: UInt64
    public let replicates: Int
    public let level: Double

    /// How many replicates are enough for an interval, and how many are sensible.
    public static let allowedReplicates = 100...1_000_000

    /// `nil` unless the replicates are allowed and 0 < `level` < 1.
    public init?(seed: UInt64 = 1, replicates: Int = 10_000, level: Double = 0.95) {
        guard Self.allowedReplicates.contains(replicates), level > 0, level < 1 else { return nil }
        (self.seed, self.replicates, self.level) = (seed, replicates, level)
    }

    /// Draws nothing: results with it have no interval. `nil` unless 0 < `level` < 1.
    static func none(level: Double) -> Bootstrap? { Bootstrap(withoutReplicatesAt: level) }

    private init?(withoutReplicatesAt level: Double) {
        guard level > 0, level < 1 else { return nil }
        (seed, replicates, self.level) = (1, 0, level)
    }

    /// A sample that can be drawn again from itself.
    protocol Sample: Sendable {
        /// The statistic of the sample as it is.
        var estimate: Double? { get }
        /// The statistic of a sample drawn again; nil if it is not defined there.
        func replicate(_ generator: inout Philox) -> Double?
        /// The statistic with one unit left out, for each kind of unit, and how many units are of that kind.
        var leavingOneOut: [(value: Double, count: Double)] { get }
    }

    /// `nil` if the statistic is not defined for the sample, or for fewer than half of the replicates.
    func interval(_ sample: some Sample) -> BootstrapInterval? {
        guard let estimate = sample.estimate else { return nil }
        let defined = values(sample).filter(\.isFinite).sorted()
        guard defined.count * 2 >= replicates else { return nil }
        return BootstrapInterval(
            estimate: estimate, sortedReplicates: defined, leavingOneOut: sample.leavingOneOut, bootstrap: self)
    }

    /// The statistic of each replicate in their order, NaN where it is not defined.
    private func values(_ sample: some Sample) -> [Double] {
        inParallel { sample.replicate(&$0) ?? .nan }
    }

    /// The result from each replicate's stream, in the order of the replicates.
    func inParallel<Value: Sendable>(_ replicate: @Sendable (inout Philox) -> Value) -> [Value] {
        let chunk = 64
        return [Value](unsafeUninitializedCapacity: replicates) { buffer, count in
            // Each chunk writes its own part of the buffer; the parts make it up.
            nonisolated(unsafe) let values = buffer
            (0..<(replicates + chunk - 1) / chunk).concurrentForEach { number in
                for index in number * chunk..<min((number + 1) * chunk, replicates) {
                    var generator = Philox(seed: seed, stream: UInt64(index))
                    values.initializeElement(at: index, to: replicate(&generator))
                }
            }
            count = replicates
        }
    }
}
