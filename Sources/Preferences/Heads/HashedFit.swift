import Parallel
import Statistics

/// Weights of the features of texts, trained on pairs of texts: a reward for any text.
///
/// r = r0 + w·φ, and w minimises Σ W·log(1 + exp(−(r⁺ − r⁻)))/ΣW + (λ/2)·mean((r − r0)²), by L-BFGS from 0. The mean is
/// over the texts of the training pairs. Users that are held out tell when to stop: the weights are those of the step
/// with the least loss on their pairs.
public struct HashedFit: Sendable {
    /// A pair of rows of the features.
    public struct Pair: Sendable {
        public let chosen: Int
        public let rejected: Int
        /// W, 0 or more.
        public let weight: Double
        /// Any number of the user, for holding users out.
        public let user: Int

        public init(chosen: Int, rejected: Int, weight: Double = 1, user: Int) {
            (self.chosen, self.rejected, self.weight, self.user) = (chosen, rejected, weight, user)
        }
    }

    /// How long to train.
    public struct Options: Sendable {
        public var lambda = 0.2
        /// The part of the users whose pairs are held out.
        public var heldOutShare = 0.1
        /// Steps without a lower loss on held-out pairs before the end.
        public var patience = 8
        public var mostSteps = 200
        /// For the permutation of users that holds some out.
        public var seed: UInt64 = 0
        /// With fewer users none is held out, and training runs to the minimum.
        public var leastUsers = 10

        public init() {}
    }

    /// w, of ``TextFeatures/size`` numbers.
    public let weights: [Double]
    /// The loss on training pairs without the penalty, at w.
    public let loss: Double
    /// The loss on held-out pairs at w; `nil` without them.
    public let heldOutLoss: Double?
    public let sumOfWeights: Double
    public let steps: Int
    public let pairs: Int
    public let users: Int
    public let heldOutUsers: Int

    /// - Parameters:
    ///   - reference: r0 by row; nil for 0.
    /// - Throws: `PreferenceError` for a weight that is not finite, rows that are not there, an option out of its
    ///   range, and no pairs.
    ///
    /// Cost per step: twice the features of the texts in the pairs, on all threads. The result does not depend on the
    /// number of threads.
    public init(
        features: TextFeatures, pairs: [Pair], reference: [Double]? = nil, options: Options = Options()
    ) throws(PreferenceError) {
        try Self.check(features, pairs, reference, options)
        let present = pairs.filter { $0.weight > 0 }
        guard !present.isEmpty else { throw .noTrainingPairs }
        let (heldOut, userCount) = try Self.heldOutUsers(present, options)
        let problem = HashedProblem(
            features: features, training: present.filter { !heldOut.contains($0.user) },
            heldOut: present.filter { heldOut.contains($0.user) }, reference: reference, lambda: options.lambda)
        guard problem.sumOfWeights > 0 else { throw .noTrainingPairs }
        var descent = LimitedMemoryDescent(at: [Double](repeating: 0, count: TextFeatures.size)) { problem.point($0) }
        var best = (weights: descent.place, heldOut: problem.heldOutLoss(descent.place), step: 0)
        var step = 0
        while step < options.mostSteps, descent.step({ problem.point($0) }) {
            step += 1
            guard let least = best.heldOut, let current = problem.heldOutLoss(descent.place) else {
                best = (descent.place, nil, step)
                continue
            }
            if current < least {
                best = (descent.place, current, step)
            } else if step - best.step >= options.patience {
                break
            }
        }
        weights = best.weights
        heldOutLoss = best.heldOut
        loss = problem.trainingLoss(best.weights)
        sumOfWeights = problem.sumOfWeights
        steps = best.step
        self.pairs = present.count
        users = userCount
        heldOutUsers = heldOut.count
    }

    private static func check(
        _ features: TextFeatures, _ pairs: [Pair], _ reference: [Double]?, _ options: Options
    ) throws(PreferenceError) {
        guard options.lambda >= 0, options.lambda.isFinite else { throw .lambdaOutOfRange(options.lambda) }
        guard options.heldOutShare >= 0, options.heldOutShare < 1 else {
            throw .testShareOutOfRange(options.heldOutShare)
        }
        if let reference {
            guard reference.count == features.count else {
                throw .lengthsDiffer("rewards", reference.count, "texts", features.count)
            }
            if let row = reference.firstIndex(where: { !$0.isFinite }) {
                throw .rewardNotFinite(reference[row], row: row)
            }
        }
        let rows = 0..<features.count
        for (number, pair) in pairs.enumerated() {
            guard pair.chosen != pair.rejected, rows.contains(pair.chosen), rows.contains(pair.rejected) else {
                throw .pairOutsideItems(pair: number, items: features.count)
            }
            guard pair.weight >= 0, pair.weight.isFinite else {
                throw .pairWeightNotFinite(pair.weight, pair: number)
            }
        }
    }

    private static func heldOutUsers(
        _ pairs: [Pair], _ options: Options
    ) throws(PreferenceError) -> (heldOut: Set<Int>, users: Int) {
        let users = Set(pairs.lazy.map(\.user)).sorted()
        guard options.heldOutShare > 0, users.count >= max(2, options.leastUsers) else { return ([], users.count) }
        let split = try UserSplit(users: users.count, share: options.heldOutShare, seed: options.seed)
        return (Set(zip(users, split.isTest).lazy.filter(\.1).map(\.0)), users.count)
    }
}

/// Loss and gradient over the texts of the pairs.
///
/// The reward of each text is computed once, and the gradient by rewards is spread to the weights once for each text,
/// however many pairs it is in. Texts are cut into a fixed number of parts, so sums do not depend on threads.
private struct HashedProblem: Sendable {
    private let features: TextFeatures
    /// Rows of the texts that occur, the training ones first.
    private let rows: [Int]
    private let trainingRowCount: Int
    private let training: [Indexed]
    private let heldOut: [Indexed]
    private let lambda: Double
    let sumOfWeights: Double

    /// A pair by positions in `rows`, with d0.
    private struct Indexed: Sendable {
        let chosen: Int
        let rejected: Int
        let weight: Double
        let gap: Double
    }

    private static let partCount = 16

    init(
        features: TextFeatures, training: [HashedFit.Pair], heldOut: [HashedFit.Pair], reference: [Double]?,
        lambda: Double
    ) {
        self.features = features
        self.lambda = lambda
        let trainingRows = Set(training.flatMap { [$0.chosen, $0.rejected] })
        let otherRows = Set(heldOut.flatMap { [$0.chosen, $0.rejected] }).subtracting(trainingRows)
        rows = trainingRows.sorted() + otherRows.sorted()
        trainingRowCount = trainingRows.count
        var places = [Int](repeating: 0, count: features.count)
        for (place, row) in rows.enumerated() { places[row] = place }
        func indexed(_ pairs: [HashedFit.Pair]) -> [Indexed] {
            pairs.map { pair in
                let gap = reference.map { $0[pair.chosen] - $0[pair.rejected] } ?? 0
                return Indexed(
                    chosen: places[pair.chosen], rejected: places[pair.rejected], weight: pair.weight, gap: gap)
            }
        }
        self.training = indexed(training)
        self.heldOut = indexed(heldOut)
        sumOfWeights = CompensatedSum(training.lazy.map(\.weight)).value
    }

    private var parts: [Range<Int>] {
        (0..<Self.partCount).map { part in
            rows.count * part / Self.partCount..<rows.count * (part + 1) / Self.partCount
        }
    }

    /// w·φ of each text.
    private func products(_ weights: [Double]) -> [Double] {
        let found = try? parts.concurrentMap { part in
            weights.withUnsafeBufferPointer { weights in part.map { features.product(rows[$0], weights) } }
        }
        return (found ?? []).flatMap { $0 }
    }

    func point(_ weights: [Double]) -> LimitedMemoryDescent.Point {
        let products = products(weights)
        var slopes = [Double](repeating: 0, count: rows.count)
        var loss = CompensatedSum()
        for pair in training {
            let lead = pair.gap + products[pair.chosen] - products[pair.rejected]
            let share = pair.weight / sumOfWeights
            loss.add(share * LogisticLoss.value(lead))
            let pull = share * LogisticLoss.pull(lead)
            slopes[pair.chosen] -= pull
            slopes[pair.rejected] += pull
        }
        let penalty = lambda / Double(trainingRowCount)
        for row in 0..<trainingRowCount {
            loss.add(penalty / 2 * products[row] * products[row])
            slopes[row] += penalty * products[row]
        }
        return .init(value: loss.value, gradient: gradient(slopes))
    }

    private func gradient(_ slopes: [Double]) -> [Double] {
        let sums = try? parts.concurrentMap { part in
            var sums = [Double](repeating: 0, count: TextFeatures.size)
            sums.withUnsafeMutableBufferPointer { buffer in
                for place in part where slopes[place] != 0 {
                    features.add(rows[place], times: slopes[place], to: buffer)
                }
            }
            return sums
        }
        var gradient = [Double](repeating: 0, count: TextFeatures.size)
        for part in sums ?? [] { for index in gradient.indices { gradient[index] += part[index] } }
        return gradient
    }

    func trainingLoss(_ weights: [Double]) -> Double { Self.loss(training, products(weights)) ?? 0 }

    func heldOutLoss(_ weights: [Double]) -> Double? {
        heldOut.isEmpty ? nil : Self.loss(heldOut, products(weights))
    }

    private static func loss(_ pairs: [Indexed], _ products: [Double]) -> Double? {
        var (loss, sum) = (CompensatedSum(), CompensatedSum())
        for pair in pairs {
            loss.add(pair.weight * LogisticLoss.value(pair.gap + products[pair.chosen] - products[pair.rejected]))
            sum.add(pair.weight)
        }
        return sum.value > 0 ? loss.value / sum.value : nil
    }
}
