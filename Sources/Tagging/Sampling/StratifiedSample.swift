import Digests

/// A sample of items in strata, chosen by a hash of seed and item: the same items from the same seed, in whatever order
/// they come.
public struct StratifiedSample<Item> {
    /// How many items each stratum gives.
    public enum Allocation: String, Sendable, CaseIterable {
        /// As its share of all items, by largest remainders; at least one each while there are enough.
        case proportional
        /// The same number each; small strata give all, and the rest goes to the others.
        case equal
    }

    public struct Chosen {
        public let item: Item
        public let stratum: [String]
        /// The part of its stratum that is in the sample, above 0; its inverse is the item's weight.
        public let probability: Double
    }

    private struct Candidate {
        let rank: TextKey
        let item: Item
    }

    private struct Stratum {
        var count = 0
        /// Sorted once it is full.
        var candidates: [Candidate] = []
    }

    private let size: Int
    private let seed: UInt64
    private var strata: [[String]: Stratum] = [:]

    /// - Parameter size: of the sample, at least 0.
    public init(size: Int, seed: UInt64) {
        self.size = max(size, 0)
        self.seed = seed
    }

    /// Considers an item.
    ///
    /// - Parameters:
    ///   - key: tells items apart, such as the hash of a text or a number.
    ///   - stratum: the values that its stratum has in common.
    /// - Complexity: O(log(size)) on average; memory holds at most twice `size` items per stratum.
    public mutating func add(_ item: Item, key: String, stratum: [String]) {
        let bytes = Array("\(seed) \(key)".utf8)
        let hash = ContentHash()
        bytes.withUnsafeBytes(hash.update)
        guard let rank = TextKey(hash.finishBytes().prefix(16)) else { return }
        strata[stratum, default: Stratum()].count += 1
        strata[stratum]?.candidates.append(Candidate(rank: rank, item: item))
        guard let count = strata[stratum]?.candidates.count, count >= 2 * size + 16 else { return }
        strata[stratum]?.candidates.sort { $0.rank < $1.rank }
        strata[stratum]?.candidates.removeLast(count - size)
    }

    /// The sample, by stratum and within it in the order of the hash.
    public func chosen(_ allocation: Allocation) -> [Chosen] {
        let names = strata.keys.sorted { $0.lexicographicallyPrecedes($1) }
        let counts = names.map { strata[$0]?.count ?? 0 }
        let sizes = Self.sizes(of: counts, total: size, allocation)
        return zip(names, zip(counts, sizes)).flatMap { name, numbers in
            let (count, size) = numbers
            let candidates = (strata[name]?.candidates ?? []).sorted { $0.rank < $1.rank }
            return candidates.prefix(size).map {
                Chosen(item: $0.item, stratum: name, probability: Double(size) / Double(count))
            }
        }
    }

    /// How many of each stratum are chosen: `total`, or all if there are fewer.
    static func sizes(of counts: [Int], total: Int, _ allocation: Allocation) -> [Int] {
        switch allocation {
        case .equal: equalSizes(of: counts, total: total)
        case .proportional: proportionalSizes(of: counts, total: total)
        }
    }

    private static func equalSizes(of counts: [Int], total: Int) -> [Int] {
        var sizes = counts.map { _ in 0 }
        var left = min(total, counts.reduce(0, +))
        while left > 0 {
            let open = counts.indices.filter { sizes[$0] < counts[$0] }
            let each = max(left / open.count, 1)
            for index in open where left > 0 {
                let more = min(each, counts[index] - sizes[index], left)
                sizes[index] += more
                left -= more
            }
        }
        return sizes
    }

    private static func proportionalSizes(of counts: [Int], total: Int) -> [Int] {
        let all = counts.reduce(0, +)
        let total = min(total, all)
        guard total > 0 else { return counts.map { _ in 0 } }
        // Products in full width: a corpus may have billions of items.
        let parts = counts.map { count in
            all.dividingFullWidth(count.multipliedFullWidth(by: total))
        }
        var sizes = parts.map(\.quotient)
        let byRemainder = counts.indices.sorted { (parts[$1].remainder, $0) < (parts[$0].remainder, $1) }
        for index in byRemainder.prefix(total - sizes.reduce(0, +)) { sizes[index] += 1 }
        let nonempty = counts.filter { $0 > 0 }.count
        guard total >= nonempty else { return sizes }
        for index in counts.indices where sizes[index] == 0 && counts[index] > 0 {
            guard let largest = sizes.indices.max(by: { (sizes[$0], $1) < (sizes[$1], $0) }), sizes[largest] > 1 else {
                break
            }
            sizes[largest] -= 1
            sizes[index] = 1
        }
        return sizes
    }
}
