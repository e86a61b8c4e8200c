/// Whether a candidate is accepted, or why not.
public enum Verdict: Sendable, Hashable {
    case accepted
    case rejected(Reason)

    /// Why a candidate is not accepted.
    public enum Reason: String, Sendable, Hashable, CaseIterable {
        /// The same words as the seed, or as an earlier candidate of the seed.
        case duplicate
        case noEmbedding = "no-embedding"
        /// The cosine to the seed (of a template) or to the template (of a variant) is not above the threshold.
        case belowThreshold = "below-threshold"
        /// Another seed is nearer than its own.
        case otherSeedNearer = "other-seed-nearer"
        /// The seed has its templates already.
        case enoughTemplates = "enough-templates"
        /// Others of its template are nearer to the seed.
        case notAmongNearest = "not-among-nearest"
    }

    public var isAccepted: Bool { self == .accepted }
    public var reason: Reason? { if case .rejected(let reason) = self { reason } else { nil } }
}
