/// The score of who answers with the most frequent gold label every time, without reading the text.
public struct MajorityBaseline: Sendable, Hashable {
    /// The most frequent gold label; the first of the list where several are.
    public let label: String
    public let macroF1: Double
    /// Nil without rows.
    public let accuracy: Double?
}

extension LabelCounts {
    /// The counts that a constant reply would have.
    public func answering(_ label: Int) -> LabelCounts {
        var counts = LabelCounts(labelCount: labelCount)
        for (gold, rows) in support.enumerated() { counts.add(gold: gold, predicted: label, count: rows) }
        let unlabelled = rows - support.reduce(0, +)
        counts.add(gold: nil, predicted: label, count: unlabelled)
        return counts
    }

    /// The place of the most frequent gold label; the first where several are, 0 without rows.
    public var majority: Int {
        let support = support
        return support.indices.max { (support[$0], -$0) < (support[$1], -$1) } ?? 0
    }
}
