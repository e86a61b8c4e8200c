/// Prefix sums of an array whose entries grow, each in logarithmic time.
///
/// Source: P. M. Fenwick, "A new data structure for cumulative frequency tables", Software: Practice and Experience 24
/// (1994) 327-336.
struct BinaryIndexedTree {
    private var nodes: [Double]
    /// The sum over all places.
    private(set) var total = 0.0

    init(count: Int) { nodes = [Double](repeating: 0, count: count + 1) }

    /// Adds to a place, from 0.
    mutating func add(_ value: Double, at place: Int) {
        total += value
        var node = place + 1
        while node < nodes.count {
            nodes[node] += value
            node += node & -node
        }
    }

    /// The sum over the first `count` places.
    func sum(below count: Int) -> Double {
        var sum = 0.0
        var node = min(count, nodes.count - 1)
        while node > 0 {
            sum += nodes[node]
            node -= node & -node
        }
        return sum
    }
}
