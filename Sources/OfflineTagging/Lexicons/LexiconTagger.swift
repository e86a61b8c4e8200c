/// Tags texts by a lexicon: the value with the greatest weight of words.
///
/// A term counts once, however often it occurs. It is a floor for comparison: it knows words, not what is meant.
public struct LexiconTagger: Sendable {
    /// What a text was tagged with.
    public struct Tag: Sendable, Equatable {
        public let value: String
        /// The part of the weight that speaks for the value, from 0 to 1: 1/2 where nothing speaks for any. It is a
        /// rank, not a probability.
        public let score: Double
        /// The weight of each value that has some, the greatest first.
        public let weights: [Weight]
    }

    public struct Weight: Sendable, Equatable {
        public let value: String
        public let weight: Double
    }

    private struct Entry: Sendable {
        let value: Int
        let weight: Double
    }

    private let values: [String]
    private let fallback: Int
    private let least: Double
    /// Words and phrases by their text, words joined by a blank.
    private let exact: [String: [Entry]]
    /// Beginnings of words by their text.
    private let beginnings: [String: [Entry]]
    private let beginningLengths: [Int]
    private let mostWords: Int

    /// - Throws: `LexiconError`.
    public init(_ lexicon: Lexicon) throws(LexiconError) {
        values = lexicon.values.keys.sorted()
        guard let fallback = values.firstIndex(of: lexicon.fallback) else {
            throw .unknownFallback(lexicon.fallback, known: values)
        }
        guard lexicon.least > 0, lexicon.least.isFinite else { throw .leastOutOfRange(lexicon.least) }
        self.fallback = fallback
        least = lexicon.least
        var (exact, beginnings) = ([String: [Entry]](), [String: [Entry]]())
        for (place, value) in values.enumerated() {
            for (term, weight) in (lexicon.values[value]?.terms ?? [:]).sorted(by: { $0.key < $1.key }) {
                let words = TaggedWords(term).words
                guard !words.isEmpty, weight.isFinite else { throw .invalidTerm(term, value: value) }
                let text = words.joined(separator: " ")
                let entry = Entry(value: place, weight: weight)
                if term.hasSuffix("*"), words.count == 1 {
                    beginnings[text, default: []].append(entry)
                } else {
                    exact[text, default: []].append(entry)
                }
            }
        }
        self.exact = exact
        self.beginnings = beginnings
        beginningLengths = Set(beginnings.keys.map(\.count)).sorted()
        mostWords = exact.keys.map { $0.count { $0 == " " } + 1 }.max() ?? 1
    }

    /// The tag of a text. Equal weights give the fallback. Cost: linear in the words.
    public func tag(_ text: String) -> Tag {
        let words = TaggedWords(text).words
        var seen: Set<String> = []
        var sums = [Double](repeating: 0, count: values.count)
        func count(_ term: String, _ entries: [Entry]?) {
            guard let entries, seen.insert(term).inserted else { return }
            for entry in entries { sums[entry.value] += entry.weight }
        }
        for place in words.indices {
            var phrase = words[place]
            count(phrase, exact[phrase])
            for next in words[(place + 1)...].prefix(mostWords - 1) {
                phrase += " " + next
                count(phrase, exact[phrase])
            }
            for length in beginningLengths where length <= words[place].count {
                let beginning = String(words[place].prefix(length))
                count(beginning + "*", beginnings[beginning])
            }
        }
        let weights = values.indices.filter { sums[$0] > 0 }.sorted { (-sums[$0], $0) < (-sums[$1], $1) }
            .map { Weight(value: values[$0], weight: sums[$0]) }
        let total = weights.reduce(0) { $0 + $1.weight }
        guard let best = weights.first, best.weight >= least, weights.dropFirst().first?.weight != best.weight else {
            // The more speaks for other values, the less sure is the fallback.
            return Tag(value: values[fallback], score: 0.5 * least / (least + total), weights: weights)
        }
        return Tag(value: best.value, score: best.weight / (total + least / 2), weights: weights)
    }
}
