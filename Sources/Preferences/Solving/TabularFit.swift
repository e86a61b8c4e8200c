import Parallel
import Statistics

/// One reward for each item, such as an option of a question, trained on pairs.
///
/// The rewards minimise Σ W·log(1 + exp(−(r⁺ − r⁻)))/ΣW + (λ/2)·mean((r − r0)²); the mean is over all items. Each
/// connected block of items is a problem of its own, solved by Newton's method with step halving.
public struct TabularFit: Sendable {
    /// By item; r0 for an item without a pair.
    public let rewards: [Double]
    /// The first term of what is minimised.
    public let loss: Double
    /// The second term.
    public let penalty: Double
    public let sumOfWeights: Double
    /// Of the block that took the most.
    public let iterations: Int
    /// Connected components of the items, an item without a pair is one.
    public let components: Int

    /// - Parameters:
    ///   - pairs: with their weights as counts, best each distinct pair once: see ``CountedPairs/weighted``.
    ///   - reference: r0 by item, finite.
    ///   - lambda: λ, 0 or more.
    ///   - blocks: for each item the number of the block whose rewards need a common scale, such as its question; nil
    ///     if all items do. It only matters for λ = 0.
    /// - Throws: `PreferenceError` for a weight or reward that is not finite, for no pairs, and for λ = 0 on a block
    ///   that is disconnected or whose rewards would be infinite.
    ///
    /// Cost: see ``BlockProblem``; blocks are spread over threads, and the result does not depend on their number.
    public init(
        pairs: [CountedPairs.Entry], reference: [Double], lambda: Double = 0.2, blocks: [Int]? = nil
    ) throws(PreferenceError) {
        guard lambda >= 0, lambda.isFinite else { throw .lambdaOutOfRange(lambda) }
        if let row = reference.firstIndex(where: { !$0.isFinite }) {
            throw .rewardNotFinite(reference[row], row: row)
        }
        if let blocks, blocks.count != reference.count {
            throw .lengthsDiffer("blocks", blocks.count, "rewards", reference.count)
        }
        try Self.check(pairs, items: reference.count)
        let sum = CompensatedSum(pairs.lazy.map(\.count)).value
        guard sum > 0 else { throw .noTrainingPairs }
        let present = pairs.filter { $0.count > 0 }
        let components = PairGraph(itemCount: reference.count, present).components()
        self.components = (components.max() ?? -1) + 1
        if lambda == 0 {
            try Self.checkScale(present, components, blocks ?? [Int](repeating: 0, count: reference.count))
        }
        let parts = Self.parts(
            present, reference, components, scale: sum, penalty: lambda / Double(max(1, reference.count)))
        let solutions = try Self.solve(parts)
        var rewards = reference
        for (part, solution) in zip(parts, solutions) {
            for (item, reward) in zip(part.items, solution.rewards) { rewards[item] = reward }
        }
        self.rewards = rewards
        sumOfWeights = sum
        iterations = solutions.map(\.iterations).max() ?? 0
        loss =
            CompensatedSum(
                present.lazy.map { $0.count * LogisticLoss.value(rewards[$0.winner] - rewards[$0.loser]) }
            ).value / sum
        let distance = CompensatedSum(zip(rewards, reference).lazy.map { ($0 - $1) * ($0 - $1) }).value
        penalty = lambda / 2 * distance / Double(max(1, reference.count))
    }

    private struct Part: Sendable {
        let items: [Int]
        let problem: BlockProblem
    }

    private static func check(_ pairs: [CountedPairs.Entry], items: Int) throws(PreferenceError) {
        for (number, pair) in pairs.enumerated() {
            guard pair.winner != pair.loser, (0..<items).contains(pair.winner), (0..<items).contains(pair.loser) else {
                throw .pairOutsideItems(pair: number, items: items)
            }
            guard pair.count >= 0, pair.count.isFinite else {
                throw .pairWeightNotFinite(pair.count, pair: number)
            }
        }
    }

    /// Without a penalty, each block must be one component, and one strong component.
    private static func checkScale(
        _ pairs: [CountedPairs.Entry], _ components: [Int], _ blocks: [Int]
    ) throws(PreferenceError) {
        try checkOne(components, blocks) { .disconnected(components: $0, block: $1) }
        let strong = PairGraph(itemCount: components.count, pairs).strongComponents()
        try checkOne(strong, blocks) { .separated(components: $0, block: $1) }
    }

    private static func checkOne(
        _ parts: [Int], _ blocks: [Int], _ error: (_ components: Int, _ block: Int) -> PreferenceError
    ) throws(PreferenceError) {
        var partsOfBlock: [Int: Set<Int>] = [:]
        for (part, block) in zip(parts, blocks) { partsOfBlock[block, default: []].insert(part) }
        if let (block, parts) = partsOfBlock.filter({ $0.value.count > 1 }).min(by: { $0.key < $1.key }) {
            throw error(parts.count, block)
        }
    }

    private static func parts(
        _ pairs: [CountedPairs.Entry], _ reference: [Double], _ components: [Int], scale: Double, penalty: Double
    ) -> [Part] {
        let count = (components.max() ?? -1) + 1
        var items = [[Int]](repeating: [], count: count)
        var places = [Int](repeating: 0, count: components.count)
        for (item, component) in components.enumerated() {
            places[item] = items[component].count
            items[component].append(item)
        }
        var own = [[CountedPairs.Entry]](repeating: [], count: count)
        for pair in pairs {
            own[components[pair.winner]].append(
                .init(winner: places[pair.winner], loser: places[pair.loser], count: pair.count / scale))
        }
        return (0..<count).compactMap { component in
            guard !own[component].isEmpty else { return nil }
            let problem = BlockProblem(
                pairs: own[component], prior: items[component].map { reference[$0] }, penalty: penalty)
            return Part(items: items[component], problem: problem)
        }
    }

    private static func solve(_ parts: [Part]) throws(PreferenceError) -> [BlockProblem.Solution] {
        // Threads cost more than small problems do.
        let isLarge = parts.reduce(0) { $0 + $1.problem.pairs.count } > 20_000
        let found: [BlockProblem.Solution?]?
        found = isLarge ? try? parts.concurrentMap { $0.problem.solve() } : parts.map { $0.problem.solve() }
        let solutions = (found ?? []).compactMap { $0 }
        guard solutions.count == parts.count else { throw .notConverged(iterations: 200) }
        return solutions
    }
}
