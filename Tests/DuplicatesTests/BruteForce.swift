@testable import Duplicates

/// All pairs of texts at a Jaccard similarity of at least a threshold, by counting shared shingles.
struct BruteForce {
    let pairs: [(Int, Int)]
    /// For each text the least place of the texts that pairs connect it with.
    let components: [Int]

    init(_ texts: [String], threshold: Double, shingleWords: Int = 3) {
        var shingles = Shingles(width: shingleWords)
        var holders: [UInt32: [Int]] = [:]
        var sizes: [Int] = []
        var pairs: [(Int, Int)] = []
        for (place, text) in texts.enumerated() {
            shingles.read(text)
            let own = Set(shingles.hashes)
            sizes.append(own.count)
            var shared: [Int: Int] = [:]
            for hash in own {
                for other in holders[hash] ?? [] { shared[other, default: 0] += 1 }
                holders[hash, default: []].append(place)
            }
            for (other, count) in shared where Double(count) >= threshold * Double(sizes[other] + own.count - count) {
                pairs.append((other, place))
            }
        }
        self.pairs = pairs
        var parents = Array(texts.indices)
        func root(_ place: Int) -> Int { parents[place] == place ? place : root(parents[place]) }
        for (one, other) in pairs {
            let (first, second) = (root(one), root(other))
            parents[max(first, second)] = min(first, second)
        }
        components = texts.indices.map(root)
    }
}
