/// A word of a text with what may stand in its place.
public struct ReplaceableWord: Sendable, Hashable {
    /// One replacement, in the case and form of the word.
    public struct Option: Sendable, Hashable {
        public let text: String
        /// The part of speech that was assumed; nil if the source does not know it.
        public let partOfSpeech: PartOfSpeech?
        /// The sense that the replacement comes from, 1 for the most frequent; nil if the source does not know it.
        public let sense: Int?

        public init(text: String, partOfSpeech: PartOfSpeech? = nil, sense: Int? = nil) {
            (self.text, self.partOfSpeech, self.sense) = (text, partOfSpeech, sense)
        }
    }

    /// The place of the word among the words of the text.
    public let place: Int
    public let word: String
    /// At least one, without repetition, in an order of preference.
    public let options: [Option]

    public init(place: Int, word: String, options: [Option]) {
        (self.place, self.word, self.options) = (place, word, options)
    }
}

/// Where synonyms come from.
public protocol SynonymSource {
    /// The name that is stored with each candidate, such as "wordnet".
    var method: String { get }
    /// The model or edition behind it.
    var model: String { get }

    /// The words of each text that have synonyms, in the order of the texts and of their words.
    func replaceableWords(in texts: [String]) throws -> [[ReplaceableWord]]
}
