/// Weighted words for the values of one dimension, such as culture: a file below schema/tagging.
public struct Lexicon: Sendable, Equatable, Codable {
    /// A value with what speaks for it.
    public struct Value: Sendable, Equatable, Codable {
        /// What the value means, in a sentence or two.
        public var definition: String
        /// The weight of each word or phrase. A word that ends in `*` stands for all that begin so.
        public var terms: [String: Double]

        public init(definition: String, terms: [String: Double]) {
            self.definition = definition
            self.terms = terms
        }
    }

    /// What is tagged: culture, domain or task.
    public var dimension: String
    /// The value of a text that nothing speaks for, or several values equally.
    public var fallback: String
    /// The least weight that speaks for a value; above 0.
    public var least: Double
    /// By name.
    public var values: [String: Value]

    public init(dimension: String, fallback: String, least: Double, values: [String: Value]) {
        self.dimension = dimension
        self.fallback = fallback
        self.least = least
        self.values = values
    }
}

/// Why a lexicon cannot be used.
public enum LexiconError: Error, Equatable, Sendable {
    /// The fallback is no value of the lexicon.
    case unknownFallback(String, known: [String])
    /// The least weight is not a number above 0.
    case leastOutOfRange(Double)
    /// A weight is not a finite number, or a term has no word.
    case invalidTerm(String, value: String)
}

extension LexiconError: CustomStringConvertible {
    public var description: String {
        switch self {
        case .unknownFallback(let value, let known):
            "fallback '\(value)' is no value of the lexicon: take one of \(known.joined(separator: ", "))"
        case .leastOutOfRange(let least): "least weight \(least): give a number above 0"
        case .invalidTerm(let term, let value):
            "term '\(term)' of \(value): a term has at least one word, and a number as its weight"
        }
    }
}
