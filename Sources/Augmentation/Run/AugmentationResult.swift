/// What an augmentation made: every candidate, accepted or not.
public struct AugmentationResult: Sendable {
    /// In the order of the seeds; templates before variants.
    public let candidates: [Candidate]
    /// The cosine that candidates had to be above; calibrated or as given.
    public let threshold: Double
    /// The model of the cosines.
    public let similarity: String
    /// Seeds with fewer accepted variants than asked for, by id.
    public let short: [String: Int]

    /// The accepted variants: the rows that go into fine-tuning files.
    public var accepted: [Candidate] { candidates.filter { $0.kind == .variant && $0.verdict.isAccepted } }
}
