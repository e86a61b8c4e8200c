import Parallel

/// Synonyms from the first senses of WordNet.
///
/// WordNet does not know which sense a sentence means. What is likely wrong is left out: words of the stop list, words
/// that are often another part of speech, multi-word and proper names, and replacements that would need another
/// article. A wrong sense remains possible, and no similarity of spelling sees it.
public struct WordNetSynonyms: SynonymSource, Sendable {
    public let method = "wordnet"
    public let model = "WordNet 3"
    private let wordNet: WordNet
    private let senses: Int
    /// The share of its occurrences that a word must have as its most frequent part of speech.
    private static let leastShare = 0.75
    private static let shortestWord = 3

    /// - Parameter senses: how many senses count, from the most frequent.
    public init(_ wordNet: WordNet, senses: Int = 2) {
        (self.wordNet, self.senses) = (wordNet, senses)
    }

    public func replaceableWords(in texts: [String]) throws -> [[ReplaceableWord]] {
        try texts.concurrentMap { try replaceableWords(in: $0) }
    }

    private func replaceableWords(in text: String) throws(AugmentationError) -> [ReplaceableWord] {
        let ranges = Words.ranges(in: text)
        var found: [ReplaceableWord] = []
        for (place, range) in ranges.enumerated() {
            let word = String(text[range])
            let before = place > 0 ? text[ranges[place - 1]].lowercased() : ""
            // Part of "don't", "well-being" or a name with digits: no whole word.
            guard !Self.isJoined(range, in: text), word.allSatisfy({ $0.isASCII && $0.isLetter }) else { continue }
            // A capital inside a sentence is a name.
            let startsSentence = place == 0 || Self.endsSentence(text[ranges[place - 1].upperBound..<range.lowerBound])
            let letterCase = LetterCase(of: word)
            if letterCase == .capitalised, !startsSentence { continue }
            let options = try options(for: word.lowercased(), letterCase, after: before)
            if !options.isEmpty { found.append(ReplaceableWord(place: place, word: word, options: options)) }
        }
        return found
    }

    private static func isJoined(_ range: Range<String.Index>, in text: String) -> Bool {
        let joining: Set<Character> = ["'", "’", "-"]
        let before = range.lowerBound > text.startIndex ? text[text.index(before: range.lowerBound)] : " "
        let after = range.upperBound < text.endIndex ? text[range.upperBound] : " "
        return joining.contains(before) || joining.contains(after)
    }

    private static func endsSentence(_ between: Substring) -> Bool {
        between.contains { $0 == "." || $0 == "?" || $0 == "!" || $0 == ":" }
    }

    private func options(
        for word: String, _ letterCase: LetterCase, after before: String
    ) throws(AugmentationError) -> [ReplaceableWord.Option] {
        guard word.count >= Self.shortestWord, !StopList.contains(word),
            let analysis = analysis(of: word), !StopList.contains(analysis.lemma)
        else { return [] }
        var options: [ReplaceableWord.Option] = []
        for sense in try wordNet.senses(of: analysis.lemma, analysis.part, limit: senses) {
            for lemma in sense.lemmas where lemma.lowercased() != analysis.lemma {
                guard lemma.allSatisfy({ $0.isASCII && $0.isLetter && $0.isLowercase }),
                    lemma.count >= Self.shortestWord,
                    !StopList.contains(lemma),
                    let form = wordNet.inflected(lemma, analysis.part, analysis.form), form != word,
                    Self.keepsArticle(before, word, form), let text = letterCase.applied(to: form),
                    !options.contains(where: { $0.text == text })
                else { continue }
                options.append(
                    ReplaceableWord.Option(text: text, partOfSpeech: analysis.part, sense: sense.number))
            }
        }
        return options
    }

    /// The part of speech, base form and grammatical form of a word; nil if they are not clear.
    private func analysis(of word: String) -> (part: PartOfSpeech, lemma: String, form: Inflection)? {
        var candidates: [(part: PartOfSpeech, lemma: String, form: Inflection, frequency: Int)] = []
        for part in PartOfSpeech.allCases {
            for analysis in wordNet.analyses(of: word, part) {
                let frequency = wordNet.frequency(of: analysis.lemma, part)
                candidates.append((part, analysis.lemma, analysis.form, frequency))
            }
        }
        guard let best = candidates.max(by: { $0.frequency < $1.frequency }),
            best.frequency > 0 || candidates.count == 1
        else { return nil }
        let total = candidates.reduce(0) { $0 + $1.frequency }
        guard total == 0 || Double(best.frequency) >= Self.leastShare * Double(total) else { return nil }
        return (best.part, best.lemma, best.form)
    }

    /// Whether "a" or "an" before the word fits the replacement too.
    private static func keepsArticle(_ before: String, _ word: String, _ replacement: String) -> Bool {
        guard before == "a" || before == "an" else { return true }
        let vowels = "aeiou"
        func beginsWithVowel(_ word: String) -> Bool { word.first.map(vowels.contains) ?? false }
        return beginsWithVowel(word) == beginsWithVowel(replacement)
    }
}
