/// Guesses the language of a text by its script and by frequent words: what is left where there is no model.
public struct StopWordLanguages: Sendable {
    private let languages: [String]
    /// The places of the languages that have a word among their frequent ones.
    private let holders: [String: [Int]]

    /// - Parameter stopWords: frequent words by language, as schema/tagging/stopwords.yaml has them.
    public init(_ stopWords: [String: [String]]) {
        languages = stopWords.keys.sorted()
        var holders: [String: [Int]] = [:]
        for (place, language) in languages.enumerated() {
            for word in Set((stopWords[language] ?? []).map { $0.lowercased() }) {
                holders[word, default: []].append(place)
            }
        }
        self.holders = holders
    }

    /// The language of a text with a score from 0 to 1; nil where script and words decide nothing, or two languages
    /// equally. The score is a rank, not a probability.
    public func guess(_ text: String) -> LanguageModel.Guess? {
        if let (language, share) = ScriptLanguages.language(text) {
            return LanguageModel.Guess(language: language, probability: 0.9 * share)
        }
        var hits = [Int](repeating: 0, count: languages.count)
        for word in TaggedWords(text).words { for place in holders[word] ?? [] { hits[place] += 1 } }
        let order = hits.indices.sorted { (-hits[$0], $0) < (-hits[$1], $1) }
        guard let best = order.first, hits[best] > 0 else { return nil }
        let second = order.dropFirst().first.map { hits[$0] } ?? 0
        guard hits[best] > second else { return nil }
        return LanguageModel.Guess(
            language: languages[best],
            probability: Double(hits[best]) / Double(hits[best] + second + 1))
    }
}
