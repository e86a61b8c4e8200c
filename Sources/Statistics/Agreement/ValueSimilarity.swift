/// How similar different values are, from 0 to 1: one less their distance. A value is wholly similar to itself.
///
/// Only pairs above 0 are kept: most sets of places share nothing.
struct ValueSimilarity: Sendable {
    /// Pairs of different values that have some similarity, `first` below `second`.
    let pairs: [(first: Int, second: Int, similarity: Double)]
    private let byPair: [Int: Double]

    /// Different values have nothing in common.
    static let nominal = ValueSimilarity([])

    init(_ pairs: [(first: Int, second: Int, similarity: Double)]) {
        self.pairs = pairs
        byPair = Dictionary(pairs.map { ($0.first << 32 | $0.second, $0.similarity) }, uniquingKeysWith: { $1 })
    }

    /// Σ over all ordered pairs of counts, each weighted by the similarity of its values: n'Sn.
    func sum(_ counts: [Double]) -> Double {
        var sum = CompensatedSum(counts.lazy.map { $0 * $0 })
        for pair in pairs { sum.add(2 * counts[pair.first] * counts[pair.second] * pair.similarity) }
        return sum.value
    }

    /// The same for few values, ascending.
    func sum(_ tallies: [(value: Int, count: Double)]) -> Double {
        var sum = CompensatedSum(tallies.lazy.map { $0.count * $0.count })
        guard !pairs.isEmpty else { return sum.value }
        for (place, one) in tallies.enumerated() {
            for other in tallies[(place + 1)...] {
                guard let similarity = byPair[one.value << 32 | other.value] else { continue }
                sum.add(2 * one.count * other.count * similarity)
            }
        }
        return sum.value
    }

    /// Sn: for each value the counts of all values, weighted by their similarity to it.
    func weighted(_ counts: [Double]) -> [Double] {
        var result = counts
        for pair in pairs {
            result[pair.first] += counts[pair.second] * pair.similarity
            result[pair.second] += counts[pair.first] * pair.similarity
        }
        return result
    }
}
