/// A text that was made from a seed, whether or not it is accepted.
public struct Candidate: Sendable, Hashable {
    /// What made it.
    public enum Kind: String, Sendable, Hashable, CaseIterable {
        /// Another sentence structure, by a language model.
        case template
        /// A template with words replaced.
        case variant
    }

    public let kind: Kind
    /// The id of the seed.
    public let seed: String
    /// The number of the template, from 1; 0 for the seed's own text.
    public let template: Int
    /// The text of the template; for a template the seed's.
    public let templateText: String
    public let text: String
    /// `endpoint`, `wordnet`, …
    public let method: String
    public let replacements: [Replacement]
    /// Nil if the text has no embedding.
    public internal(set) var cosineToSeed: Double?
    public internal(set) var cosineToTemplate: Double?
    /// The id of the seed with the greatest cosine, the first of several.
    public internal(set) var nearestSeed: String?
    public internal(set) var cosineToNearest: Double?
    public internal(set) var verdict: Verdict
    /// The model that wrote the text, or the edition of WordNet.
    public let model: String
    /// The model of the cosines.
    public let similarity: String
    /// SHA-256 of the prompt; nil if no prompt was sent for this text.
    public let promptHash: String?
    /// The round in which a template was asked for, from 1; 0 for variants.
    public let round: Int
}
