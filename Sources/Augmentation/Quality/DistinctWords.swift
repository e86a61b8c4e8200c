/// How many words and pairs of words of some texts differ: distinct-1 and distinct-2.
///
/// Words are those of `\w+` in lower case; pairs do not cross from one text to the next.
///
/// Source: J. Li and others, "A diversity-promoting objective function for neural conversation models", NAACL 2016.
public struct DistinctWords: Sendable, Hashable {
    public let words: Int
    public let distinctWords: Int
    public let pairs: Int
    public let distinctPairs: Int

    public init(_ texts: some Sequence<String>) {
        var (words, pairs) = (0, 0)
        var (distinctWords, distinctPairs) = (Set<String>(), Set<[String]>())
        for text in texts {
            let found = Words.lowered(text)
            words += found.count
            distinctWords.formUnion(found)
            for (first, second) in zip(found, found.dropFirst()) {
                pairs += 1
                distinctPairs.insert([first, second])
            }
        }
        (self.words, self.pairs) = (words, pairs)
        (self.distinctWords, self.distinctPairs) = (distinctWords.count, distinctPairs.count)
    }

    /// Distinct words over words; nil without words.
    public var distinct1: Double? { words > 0 ? Double(distinctWords) / Double(words) : nil }
    /// Distinct pairs over pairs; nil without pairs.
    public var distinct2: Double? { pairs > 0 ? Double(distinctPairs) / Double(pairs) : nil }
}
