import Parallel
import Statistics

/// Accuracy against the pairs that were used, with bands over random subsets of users: whether a selection of pairs
/// needs fewer of them.
public struct LearningCurve: Sendable {
    /// One size of the subset.
    public struct Point: Sendable, Equatable {
        /// The part of the training users.
        public let share: Double
        /// The mean number of pairs that were used, after selection.
        public let pairs: Double
        /// Mean, least and greatest accuracy over the repetitions, from 0 to 1.
        public let mean: Double
        public let low: Double
        public let high: Double
    }

    public let points: [Point]

    /// What training on a subset gave.
    public struct Trial: Sendable {
        public let pairs: Double
        public let accuracy: Double

        public init(pairs: Double, accuracy: Double) { (self.pairs, self.accuracy) = (pairs, accuracy) }
    }

    public static let allowedRepetitions = 1...1_000

    /// - Parameters:
    ///   - users: the number of training users.
    ///   - shares: above 0 and at most 1.
    ///   - repetitions: subsets of each size. Repetition s takes the first users of numpy's
    ///     `default_rng(seed + s).permutation(users)`, so that its subsets are nested.
    ///   - train: trains on these users, numbered from 0, and tests; nil if the subset cannot be trained on.
    /// - Throws: `PreferenceError.shareOutOfRange`, `.numberOutOfRange`, and what `train` throws.
    public init(
        users: Int, shares: [Double], repetitions: Int = 10, seed: UInt64 = 0,
        train: @escaping @Sendable (_ users: [Int]) throws -> Trial?
    ) throws {
        if let share = shares.first(where: { !($0 > 0 && $0 <= 1) }) {
            throw PreferenceError.shareOutOfRange("share of users", share)
        }
        guard Self.allowedRepetitions.contains(repetitions) else {
            throw PreferenceError.numberOutOfRange("repetitions", repetitions, allowed: Self.allowedRepetitions)
        }
        let orders = (0..<repetitions).map { repetition in
            var generator = NumpyGenerator(seed: seed &+ UInt64(repetition))
            return generator.permutation(users)
        }
        let jobs = shares.flatMap { share in orders.map { (share, $0) } }
        let trials = try jobs.concurrentMap { share, order in
            try train(order.prefix(Int((share * Double(users)).rounded(.up))).sorted())
        }
        points = shares.enumerated().compactMap { index, share in
            let own = trials[index * repetitions..<(index + 1) * repetitions].compactMap { $0 }
            guard !own.isEmpty else { return nil }
            let accuracies = own.map(\.accuracy)
            let mean = CompensatedSum(accuracies).value / Double(own.count)
            return Point(
                share: share, pairs: CompensatedSum(own.lazy.map(\.pairs)).value / Double(own.count), mean: mean,
                low: accuracies.min() ?? mean, high: accuracies.max() ?? mean)
        }
    }

    /// How many pairs the curve needs for an accuracy, by straight lines between its points; nil if it does not get
    /// there.
    public func pairs(for accuracy: Double) -> Double? {
        let sorted = points.sorted { $0.pairs < $1.pairs }
        guard let first = sorted.first else { return nil }
        if first.mean >= accuracy { return first.pairs }
        for (one, next) in zip(sorted, sorted.dropFirst()) where next.mean >= accuracy {
            let part = (accuracy - one.mean) / (next.mean - one.mean)
            return one.pairs + part * (next.pairs - one.pairs)
        }
        return nil
    }

    /// The data efficiency of this curve over another one: pairs that the other needs for the best accuracy of both,
    /// divided by those that this one needs. nil if one of them never gets there.
    public func efficiency(over other: LearningCurve) -> Double? {
        guard let own = points.map(\.mean).max(), let others = other.points.map(\.mean).max(),
            let needed = pairs(for: min(own, others)), needed > 0, let given = other.pairs(for: min(own, others))
        else { return nil }
        return given / needed
    }
}
