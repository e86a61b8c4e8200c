/// Tags texts without a language model: a floor for comparison, and a third rater.
public struct OfflineTagger: Sendable {
    /// What a text was tagged with.
    public struct Tags: Sendable, Equatable {
        /// nil where nothing decides the language.
        public let language: LanguageModel.Guess?
        public let places: [FoundPlace]
        /// By dimension.
        public let values: [String: LexiconTagger.Tag]
    }

    private let model: LanguageModel?
    private let stopWords: StopWordLanguages
    private let places: PlaceFinder
    private let lexicons: [(dimension: String, tagger: LexiconTagger)]

    /// - Parameters:
    ///   - model: decides the language where it is given; script and stop words do otherwise, and where it finds no
    ///     word.
    ///   - lexicons: one per dimension.
    ///
    /// - Throws: `LexiconError`.
    public init(
        model: LanguageModel?, stopWords: StopWordLanguages, places: PlaceFinder, lexicons: [Lexicon]
    ) throws(LexiconError) {
        self.model = model
        self.stopWords = stopWords
        self.places = places
        var taggers: [(dimension: String, tagger: LexiconTagger)] = []
        for lexicon in lexicons { taggers.append((lexicon.dimension, try LexiconTagger(lexicon))) }
        self.lexicons = taggers
    }

    /// The tags of a text. Calls do not depend on each other and may run on any number of threads. Cost: linear.
    public func tags(_ text: String) -> Tags {
        Tags(
            language: model?.guesses(text).first ?? stopWords.guess(text), places: places.find(text),
            values: Dictionary(
                lexicons.map { ($0.dimension, $0.tagger.tag(text)) }, uniquingKeysWith: { first, _ in first }))
    }
}
