/// A distance between sets of values, such as the places of a text, from 0 to 1.
public enum SetDistance: String, CaseIterable, Sendable {
    /// One less the part of the union that both have.
    ///
    /// Source: P. Jaccard, Bulletin de la Société Vaudoise des Sciences Naturelles 37 (1901) 547-579.
    case jaccard
    /// One less Jaccard's part times 1 for equal sets, 2/3 if one contains the other, 1/3 if they only overlap.
    ///
    /// Source: R. Passonneau, "Measuring agreement on set-valued items (MASI) for semantic and pragmatic annotation",
    /// Proceedings of LREC (2006).
    case masi

    /// The similarity of two different sets of these sizes that share some elements.
    func similarity(_ first: Int, _ second: Int, shared: Int) -> Double {
        let part = Double(shared) / Double(first + second - shared)
        switch self {
        case .jaccard: return part
        case .masi: return part * (shared == min(first, second) ? 2 / 3 : 1 / 3)
        }
    }

    /// The distance of two sets. Two empty sets are equal, and an empty one is as far as can be from any other.
    public func distance<Element>(_ first: Set<Element>, _ second: Set<Element>) -> Double {
        if first == second { return 0 }
        let shared = first.intersection(second).count
        return shared == 0 ? 1 : 1 - similarity(first.count, second.count, shared: shared)
    }
}
