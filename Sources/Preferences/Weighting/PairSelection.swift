/// What a pair counts in training: the method and its ablations.
public enum PairSelection: String, Sendable, CaseIterable, Codable {
    /// Every pair weighs 1.
    case full
    /// Kept pairs weigh 1, the others 0.
    case filter
    /// Every pair weighs W.
    case weight
    /// Kept pairs weigh W: the method.
    case scpo
    /// Kept pairs weigh max(exp(−d0), 1): disagreement counts more instead of less.
    case inverse

    /// Whether pairs that the filter rejects are left out.
    public var filters: Bool { self != .full && self != .weight }

    /// The weight of a pair with this gap of the reference; 0 for a pair that is left out.
    public func weight(_ gap: Double, _ weighting: PreferenceWeighting = .published) -> Double {
        guard !filters || weighting.keeps(gap) else { return 0 }
        return switch self {
        case .full, .filter: 1
        case .weight, .scpo: weighting.weight(gap)
        case .inverse: PreferenceWeighting.inverseWeight(gap)
        }
    }
}
