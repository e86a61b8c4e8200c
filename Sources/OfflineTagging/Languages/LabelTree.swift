import Foundation

/// The Huffman tree of a hierarchical softmax: a label's probability is the product of the decisions on its path.
struct LabelTree: Sendable {
    private struct Node {
        var left = -1
        var right = -1
        var count: Int64 = 0
    }

    private let nodes: [Node]
    private let leafCount: Int

    /// - Parameter counts: how often each label occurred, descending, at least one. Damaged counts give another tree.
    init(_ counts: [Int64]) {
        leafCount = counts.count
        var nodes = [Node](repeating: Node(), count: 2 * counts.count - 1)
        for (label, count) in counts.enumerated() { nodes[label].count = count }
        var (leaf, inner) = (counts.count - 1, counts.count)
        /// The rarest of the nodes that have no parent yet: a leaf or an inner node below `built`.
        func next(built: Int) -> Int {
            if leaf >= 0, inner >= built || nodes[leaf].count < nodes[inner].count {
                leaf -= 1
                return leaf + 1
            }
            inner += 1
            return inner - 1
        }
        for parent in counts.count..<nodes.count {
            let (left, right) = (next(built: parent), next(built: parent))
            nodes[parent].left = left
            nodes[parent].right = right
            nodes[parent].count = nodes[left].count &+ nodes[right].count
        }
        self.nodes = nodes
    }

    /// The logarithm of the probability of each label.
    ///
    /// - Parameter decision: for each inner node, from 0, the score of going right.
    func logarithms(_ decision: (Int) -> Float) -> [Float] {
        var scores = [Float](repeating: 0, count: nodes.count)
        for node in stride(from: nodes.count - 1, through: leafCount, by: -1) {
            let right = 1 / (1 + exp(-decision(node - leafCount)))
            // As fastText has it, so that no logarithm is infinite.
            scores[nodes[node].left] = scores[node] + log(1 - right + 1e-5)
            scores[nodes[node].right] = scores[node] + log(right + 1e-5)
        }
        return Array(scores.prefix(leafCount))
    }
}
